BeforeDiscovery {
    $bad = @(
        @{ What = 'is not JSON'; Bytes = [Text.Encoding]::UTF8.GetBytes('{ "a": ') }
        @{ What = 'is empty'; Bytes = [byte[]]@() }
        @{ What = 'is an array'; Bytes = [Text.Encoding]::UTF8.GetBytes('[1, 2]') }
        @{ What = 'begins with a byte order mark'; Bytes = [Text.Encoding]::UTF8.GetPreamble() + [Text.Encoding]::UTF8.GetBytes('{}') }
        @{ What = 'is UTF-16'; Bytes = [Text.Encoding]::Unicode.GetPreamble() + [Text.Encoding]::Unicode.GetBytes('{}') }
    )
}

Describe 'A file that <What>' -ForEach $bad {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Set-Bad([string] $Path) {
            $null = New-Item -ItemType Directory (Split-Path $Path) -Force
            [IO.File]::WriteAllBytes($Path, $Bytes)
        }
    }

    BeforeEach {
        $root = New-TestHome
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
    }

    It 'as the store stops every command with a clear error, and stays' {
        $path = Join-Path $env:CLAUDEDESKTOP_HOME 'providers.json'
        Set-Bad $path
        $before = Get-Tree $root
        foreach ($command in { Get-CDProvider }, { New-CDProvider x -Preset Ollama }, { Set-CDProvider router -Notes x }, { Enable-CDProvider router }, { Restore-CDOfficial }, { Remove-CDProvider router -Confirm:$false }) {
            $caught = $null
            try { $null = & $command 2>&1 | ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { $caught = $_ } } } catch { $caught = $_ }
            $caught.FullyQualifiedErrorId | Should -BeLike 'FileUnreadable,*' -Because $command
            $caught.Exception.Message | Should -BeLike '*providers.json*'
            $caught.TargetObject | Should -Be $path
        }
        Get-Tree $root | Where-Object { $_ -notlike '*store.lock*' } | Should -Be ($before | Where-Object { $_ -notlike '*store.lock*' })
    }

    It 'as <Name> stops a switch, and every file stays' -ForEach @(
        @{ Name = 'the profile'; Path = 'Claude-3p/configLibrary/00000000-0000-4000-8000-000000157210.json' }
        @{ Name = 'the library''s index'; Path = 'Claude-3p/configLibrary/_meta.json' }
        @{ Name = 'the settings'; Path = 'Claude-3p/claude_desktop_config.json' }
        @{ Name = 'the standard settings'; Path = 'Claude/claude_desktop_config.json' }
    ) {
        Set-Bad (Join-Path $env:CLAUDEDESKTOP_APP_HOME $Path)
        $before = Get-Tree $root
        { Enable-CDProvider Router } | Should -Throw -ErrorId 'FileUnreadable,*'
        Get-Tree $root | Should -Be $before
        (Test-CDProfile).Code | Should -Be ProfileUnreadable
    }
}

Describe 'A file of Claude Desktop''s' {
    BeforeAll { . $PSScriptRoot/common.ps1 }

    It 'keeps what is not ours through a switch and back, byte for byte' {
        $null = New-TestHome
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        $path = Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/claude_desktop_config.json'
        $null = New-Item -ItemType Directory (Split-Path $path) -Force
        $text = "{`r`n`t`"a`": 1.0, `"deploymentMode`": `"1p`", `"b`": 1e3`r`n}"
        [IO.File]::WriteAllText($path, $text)
        $null = Enable-CDProvider Router
        [IO.File]::ReadAllText($path) | Should -BeExactly $text.Replace('1p', '3p')
        $null = Restore-CDOfficial
        [IO.File]::ReadAllText($path) | Should -BeExactly $text
    }
}

Describe 'A read-only file' {
    BeforeAll { . $PSScriptRoot/common.ps1 }

    It 'stops a switch with a clear error, and every file stays: <_>' -ForEach 'data/providers.json', 'app/Claude-3p/claude_desktop_config.json', 'app/Claude-3p/configLibrary/_meta.json' {
        $root = New-TestHome
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        $path = Join-Path $root $_
        if (-not (Test-Path $path)) { $null = New-Item $path -Value '{}' -Force }
        Set-ItemProperty -LiteralPath $path -Name IsReadOnly -Value $true
        $before = Get-Tree $root | Where-Object { $_ -match ' \w{64}$' }
        try {
            { Enable-CDProvider Router } | Should -Throw -ErrorId 'FileReadOnly,*'
            Get-Tree $root | Where-Object { $_ -match ' \w{64}$' } | Should -Be $before
        }
        finally { Set-ItemProperty -LiteralPath $path -Name IsReadOnly -Value $false }
    }
}
