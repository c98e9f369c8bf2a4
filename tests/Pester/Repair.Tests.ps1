Describe 'Repair-CDProfile' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Set-Text([string] $Path, [string] $Text) { $null = New-Item -ItemType Directory (Split-Path $Path) -Force; [IO.File]::WriteAllText($Path, $Text) }
        function Get-Times([string] $Root) { Get-ChildItem -LiteralPath $Root -Recurse -Force | Sort-Object FullName | ForEach-Object { "$($_.FullName) $($_.LastWriteTimeUtc.Ticks)" } }
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        $null = New-CDProvider -Name 'Local model' -Id local -ApiFormat OpenAIChat -BaseUri http://127.0.0.1:8080/v1 -AuthScheme None -Route (New-CDModelRoute Sonnet qwen3)
        $null = Enable-CDProvider local -WarningAction Ignore
        $settings = Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/claude_desktop_config.json'
        $index = Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/configLibrary/_meta.json'
    }

    It 'puts right what another program did, says so of each finding, and asks for a restart' {
        Set-Text $settings '{ "deploymentMode": "1p", "theirs": 1.0 }'
        Set-Text $index '{"appliedId":"other","entries":[{"id":"other","name":"Other"}]}'
        $results = Repair-CDProfile -WarningVariable warnings -WarningAction SilentlyContinue
        $repaired = $results | Where-Object Outcome -EQ Repaired
        $repaired.Code | Should -Be DeploymentModeOfficial, NotApplied
        $repaired.RestartRequired | Should -Be $true, $true
        $warnings | Should -BeLike '*quit it fully*'
        [IO.File]::ReadAllText($settings) | Should -BeExactly '{ "deploymentMode": "3p", "theirs": 1.0 }'
        (Get-CDProfile).Library.Id | Should -Contain other
        (Test-CDProfile).Code | Should -Be GatewayNotRunning
    }

    It 'says what it does not repair and what to do, and starts no gateway' {
        $result = Repair-CDProfile
        $result.Code | Should -Be GatewayNotRunning
        $result.Outcome | Should -Be NotRepairable
        $result.RecommendedAction | Should -BeLike '*Start-CDGateway*'
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'changes no byte, no time and no history on a second run' {
        Set-Text $settings '{ "deploymentMode": "1p" }'
        $null = Repair-CDProfile -WarningAction Ignore
        $before = Get-Tree $root
        $times = Get-Times $root
        $history = @(Get-CDProfile -History).Id
        $again = Repair-CDProfile -WarningVariable warnings
        $again.Outcome | Should -Not -Contain Repaired
        $warnings | Should -BeNullOrEmpty
        Get-Tree $root | Should -Be $before
        Get-Times $root | Should -Be $times
        @(Get-CDProfile -History).Id | Should -Be $history
    }

    It 'says that there is nothing to repair' {
        $null = Restore-CDOfficial
        $result = Repair-CDProfile
        $result.Outcome | Should -Be Healthy
        $result.Code | Should -Be Healthy
    }

    It 'with -WhatIf lists what it would repair' {
        Set-Text $settings '{ "deploymentMode": "1p" }'
        $before = Get-Tree $root
        $said = pwsh -NoProfile -Command "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; Repair-CDProfile -WhatIf" | Out-String
        $said | Should -BeLike '*What if*Repair DeploymentModeOfficial*'
        Get-Tree $root | Should -Be $before
    }

    It 'never overwrites a file that cannot be read' {
        Set-Text $settings '{ not json'
        $before = Get-Tree $root
        $result = Repair-CDProfile
        $result.Outcome | Should -Be NotRepairable
        $result.Path | Should -Be $settings
        Get-Tree $root | Should -Be $before
    }

    It 'keeps a note of a switch that cannot be read' {
        $note = Join-Path $env:CLAUDEDESKTOP_HOME switch.json
        Set-Text $note '{ half'
        (Test-CDProfile).Code | Should -Contain SwitchInterrupted
        (Repair-CDProfile | Where-Object Code -EQ SwitchInterrupted).Outcome | Should -Be Repaired
        $note | Should -Not -Exist
        [IO.File]::ReadAllText((Join-Path $env:CLAUDEDESKTOP_HOME 'switch.unreadable-1.json')) | Should -BeExactly '{ half'
    }

    It 'writes an error where the disk will not have it' -Skip:$IsWindows {
        Set-Text $settings '{ "deploymentMode": "1p" }'
        Set-ItemProperty -LiteralPath $settings -Name IsReadOnly -Value $true
        try { { Repair-CDProfile } | Should -Throw -ErrorId 'FileReadOnly,*' }
        finally { Set-ItemProperty -LiteralPath $settings -Name IsReadOnly -Value $false }
    }
}
