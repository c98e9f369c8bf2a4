Describe 'Completion' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome
        function Complete([string] $Line) { [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText }
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = New-CDProvider -Name "Kimi at Ben's" -Id kimi-ben -Preset Kimi -ApiKey (Get-Key)
    }

    It 'offers names, quoted where they need it' {
        Complete 'Enable-CDProvider Kim' | Should -Be Kimi, "'Kimi at Ben''s'"
        Complete "Get-CDProvider 'kimi a" | Should -Be "'Kimi at Ben''s'"
        { Invoke-Expression (@(Complete 'Get-CDProvider "Kimi at')[0] | ForEach-Object { "Get-CDProvider $_ -ErrorAction Stop" }) } | Should -Not -Throw
    }

    It 'offers ids' {
        Complete 'Set-CDProvider -Id kimi' | Should -Be kimi, kimi-ben
        Complete 'Copy-CDProvider -Id kimi-' | Should -Be kimi-ben
    }

    It 'offers presets and roles' {
        Complete 'New-CDProvider -Name x -Preset Op' | Should -Be OpenRouter, OpenAI
        Complete 'New-CDModelRoute -Role S' | Should -Be Sonnet
    }

    It 'finds again what it quoted, however far it was typed: <_>' -ForEach "Kimi at Ben's", 'Kimi $home', 'Kimi "two"', 'Kimi `tick', 'Кими модель', '-dash' {
        $null = New-TestHome
        $null = New-CDProvider -Name $_ -Id one -Preset Kimi -ApiKey (Get-Key)
        $offered = Complete 'Get-CDProvider '
        $whole = "'$($_ -replace "'", "''")'"
        $offered | Should -Contain $whole
        (Invoke-Expression "Get-CDProvider $whole").Id | Should -Be one
        Complete "Get-CDProvider $($whole.TrimEnd("'"))" | Should -Contain $whole
    }

    It 'offers the models that a provider had when it was last asked, and asks nobody' {
        . $PSScriptRoot/upstream.ps1
        $upstream = Start-TestUpstream @{ '/v1/models' = @{ Body = '{"data":[{"id":"vendor/model-b"},{"id":"model-a"},{"id":"bad\u001b[2Jid"},{"id":"it''s"}]}' } }
        try {
            $null = New-TestHome
            $null = New-CDProvider -Name 'My upstream' -Id mine -BaseUri $upstream.Root -Model claude-haiku-4-5 -ApiKey (Get-Key)
            $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
            Complete 'Test-CDProvider "My upstream" -Model ' | Where-Object { $_ -like '*model*' } | Should -BeNullOrEmpty
            $upstream.Calls | Should -BeNullOrEmpty
            $null = Get-CDModel -Id mine
            $asked = $upstream.Calls.Count
            Complete 'Test-CDProvider "My upstream" -Model ' | Should -Be "'vendor/model-b'", 'model-a', "'it''s'"
            Complete 'Test-CDProvider -Id mine -Model m' | Should -Be model-a
            Complete 'Set-CDProvider -Id mine -Model m' | Should -Be model-a
            Complete 'New-CDModelRoute Sonnet -ProviderId mine -Model v' | Should -Be "'vendor/model-b'"
            Complete 'New-CDModelRoute -Role Sonnet -Model v' | Should -Contain "'vendor/model-b'"
            $upstream.Calls.Count | Should -Be $asked
            $file = Join-Path $env:CLAUDEDESKTOP_HOME models models-mine.json
            Get-Content $file -Raw | Should -BeLike '*askedAt*'
            if (-not $IsWindows) { stat -c %a $file | Should -Be 600 }
            foreach ($broken in 'not JSON', '[]', '{}', '{"baseUri":1,"models":7}', '') {
                Set-Content $file $broken
                $Error.Clear()
                Complete 'Test-CDProvider -Id mine -Model m' | Where-Object { $_ -like 'model*' } | Should -BeNullOrEmpty
                $Error | Should -BeNullOrEmpty
            }
            $null = Get-CDModel -Id mine
            $null = Set-CDProvider mine -BaseUri https://elsewhere.example.com
            Complete 'Test-CDProvider -Id mine -Model m' | Where-Object { $_ -like 'model*' } | Should -BeNullOrEmpty
            Unregister-CDGateway -Purge -Force -Confirm:$false -WarningAction Ignore
            Join-Path $env:CLAUDEDESKTOP_HOME models | Should -Not -Exist
        }
        finally { Stop-TestUpstream $upstream }
    }

    It 'offers what a preset suggests where nobody was asked yet' {
        $null = New-TestHome
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $suggested = (Get-CDPreset Kimi).Models + (Get-CDPreset Kimi).Routes.Model | Sort-Object -Unique
        Complete 'Test-CDProvider Kimi -Model ' | Sort-Object | Should -Be $suggested
        Complete 'New-CDProvider -Name x -Preset Kimi -Model ' | Sort-Object | Should -Be $suggested
    }

    It 'offers states to go back to, and ports of gateways that run' {
        $null = New-TestHome -OwnPort
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        Complete 'Repair-CDProfile -To ' | Should -Be (Get-CDProfile -History).Id
        $job = Start-CDGateway
        try { Complete 'Stop-CDGateway -Port ' | Should -Be "$((Get-CDGateway).Port)" } finally { $job | Remove-Job -Force }
    }

    It 'offers nothing, and fails in nothing, over a store that cannot be read' {
        $null = New-TestHome
        $null = New-Item -ItemType Directory $env:CLAUDEDESKTOP_HOME
        Set-Content (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) 'not JSON'
        $Error.Clear()
        Complete 'Set-CDProvider -Id kimi' | Where-Object { $_ -like '*kimi*' } | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }
}
