Describe 'Providers' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    BeforeEach { $null = New-TestHome }

    It 'always lists the official one, active until another is' {
        $all = Get-CDProvider
        $all.Id | Should -Be claude-desktop-official
        $all.IsActive | Should -BeTrue
    }

    It 'are found by name with wildcards, by id and by being active' {
        'Kimi', 'OpenAI', 'OpenRouter' | ForEach-Object { $null = New-CDProvider -Name $_ -Preset $_ -ApiKey (Get-Key) }
        (Get-CDProvider open*).Name | Should -Be OpenAI, OpenRouter
        (Get-CDProvider -Id kimi).Name | Should -Be Kimi
        (Get-CDProvider -Active).Id | Should -Be claude-desktop-official
        Get-CDProvider nothing* | Should -BeNullOrEmpty
    }

    It 'are found by a name that looks like a wildcard before what the wildcard would find' {
        '[a]', 'a', 'b', 'b*' | ForEach-Object { $null = New-CDProvider -Name $_ -Preset Ollama }
        (Get-CDProvider '[a]').Name | Should -Be '[a]'
        (Get-CDProvider a).Name | Should -Be a
        (Get-CDProvider '[ab]').Name | Should -Be a, b
        Remove-CDProvider 'b*' -Confirm:$false
        (Get-CDProvider '[ab]').Name | Should -Be a, b
    }

    It 'that no wildcard can find are an error of their own, and the others are found' {
        $null = New-CDProvider -Name Kimi -Preset Ollama
        (Get-CDProvider '[a', Kimi -ErrorVariable problem -ErrorAction SilentlyContinue).Name | Should -Be Kimi
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ProviderNotFound,*'
        (Get-CDPreset '[a', Kimi -ErrorVariable problem -ErrorAction SilentlyContinue).Name | Should -Be Kimi
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'PresetNotFound,*'
    }

    It 'may be added without a key, with a warning that says how to add it' {
        $said = '' | & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; `$null = New-CDProvider -Name Kimi -Preset Kimi -WarningVariable warnings -WarningAction SilentlyContinue; `"`$warnings`"" | Out-String
        $said | Should -BeLike '*Set-CDProvider kimi -ApiKey*'
        (Get-CDProvider -Name Kimi).KeyHint | Should -BeNullOrEmpty
    }

    It 'leave their key in an environment variable' {
        $env:CD_TEST_KEY = 'sk-from-environment-0123456789'
        try { $added = New-CDProvider -Name Kimi -Preset Kimi -ApiKeyFromEnvironment CD_TEST_KEY }
        finally { $env:CD_TEST_KEY = $null }
        $added.KeyHint | Should -BeNullOrEmpty
        "$($added.KeySource)" | Should -Be env:CD_TEST_KEY
        Join-Path $env:CLAUDEDESKTOP_HOME secrets.json | Should -Not -Exist
        (Enable-CDProvider Kimi -WarningAction Ignore).Provider.Id | Should -Be kimi
    }

    It 'get an id of their own where two have one name' {
        1..2 | ForEach-Object { (New-CDProvider -Name 'My Provider' -Preset Ollama).Id } | Should -Be my-provider, my-provider-2
    }

    It 'change only in what is given' {
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key) -Notes old -Header @{ 'X-Team' = 'blue' }
        $changed = Set-CDProvider kimi -Notes new -PassThru
        $changed.Notes | Should -Be new
        $changed.Headers['X-Team'] | Should -Be blue
        $changed.BaseUri | Should -Be https://api.moonshot.cn/anthropic
        $changed.KeyHint | Should -Be '…cdef'
    }

    It 'piped into Set-CDProvider say who is meant, and no more' {
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $stale = Get-CDProvider Kimi
        $null = Set-CDProvider kimi -Name 'Kimi for work' -Website https://example.com
        $changed = $stale | Set-CDProvider -Notes late -PassThru
        $changed.Name | Should -Be 'Kimi for work'
        $changed.Website | Should -Be https://example.com/
        $changed.Notes | Should -Be late
    }

    It 'come and change by the columns of a table' {
        $table = "Name,Preset,Id,Notes,ApiKeyFromEnvironment`nKimi one,Kimi,k1,first,CD_TEST_KEY`nKimi two,Kimi,k2,,CD_TEST_KEY"
        $env:CD_TEST_KEY = 'sk-from-environment-0123456789'
        try { $table | ConvertFrom-Csv | New-CDProvider | Select-Object -ExpandProperty Id | Should -Be k1, k2 }
        finally { $env:CD_TEST_KEY = $null }
        "Id,Notes,BaseUri`nk1,changed,`nk2,,https://example.com/anthropic" | ConvertFrom-Csv | Set-CDProvider
        (Get-CDProvider -Id k1).Notes | Should -Be changed
        (Get-CDProvider -Id k1).BaseUri | Should -Be https://api.moonshot.cn/anthropic
        (Get-CDProvider -Id k2).BaseUri | Should -Be https://example.com/anthropic
        'Id', 'k1', 'k2' | ConvertFrom-Csv | Copy-CDProvider | Select-Object -ExpandProperty Name | Should -Be 'Kimi one copy', 'Kimi two copy'
        'Id', 'k1', 'k2' | ConvertFrom-Csv | Remove-CDProvider -Confirm:$false
        (Get-CDProvider).Name | Should -Be 'Claude Desktop (official)', 'Kimi one copy', 'Kimi two copy'
    }

    It 'are copied with their key' {
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $copy = Get-CDProvider Kimi | Copy-CDProvider -NewName 'Kimi two'
        $copy.Id | Should -Be kimi-two
        $copy.KeyHint | Should -Be '…cdef'
        { Enable-CDProvider 'Kimi two' -WarningAction Ignore } | Should -Not -Throw
    }

    It 'that are active rewrite the profile when they change, and say that a restart is needed' {
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        $null = Enable-CDProvider Router
        Set-CDProvider router -BaseUri https://example.com/api -WarningVariable warnings -WarningAction SilentlyContinue
        (Get-CDProfile).BaseUrl | Should -Be https://example.com/api
        "$warnings" | Should -BeLike '*start it again*plain text*'
        Set-CDProvider router -Notes quiet -WarningVariable none
        $none | Should -BeNullOrEmpty
    }

    It 'are switched to by Set-CDProvider -Enable' {
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        (Set-CDProvider router -Notes x -Enable -PassThru -WarningAction Ignore).IsActive | Should -BeTrue
    }

    It 'that are active go only by force, and official mode comes back' {
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        $null = Enable-CDProvider Router
        { Remove-CDProvider Router -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderIsActive,*'
        Remove-CDProvider Router -Confirm:$false -Force -WarningAction Ignore
        (Get-CDProvider).Id | Should -Be claude-desktop-official
        Get-ProfilePath | Should -Not -Exist
    }

    It 'two at once into Enable-CDProvider change nothing' {
        $root = Split-Path $env:CLAUDEDESKTOP_HOME
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $before = Get-Tree $root
        { Get-CDProvider | Enable-CDProvider } | Should -Throw -ErrorId 'MoreThanOneProvider,*'
        { Enable-CDProvider Router, Kimi } | Should -Throw -ErrorId 'MoreThanOneProvider,*'
        { Get-CDProvider -Id router, kimi | Set-CDProvider -Enable -Notes x } | Should -Throw -ErrorId 'MoreThanOneProvider,*'
        Get-Tree $root | Should -Be $before
    }

    It 'official, when enabled, restores official mode' {
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        $null = Enable-CDProvider Router
        (Get-CDProvider -Id claude-desktop-official | Enable-CDProvider).Provider.IsOfficial | Should -BeTrue
        Get-ProfilePath | Should -Not -Exist
    }
}
