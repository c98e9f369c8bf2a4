# Every cmdlet that declares SupportsShouldProcess is found and run; one that is not in the table fails.
BeforeDiscovery {
    Import-Module $env:CLAUDEDESKTOP_TEST_MODULE
    $changing = Get-Command -Module ClaudeDesktop | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object { @{ Command = $_.Name } }
}

Describe '-WhatIf' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $arguments = @{
            'New-CDProvider'     = { @{ Name = 'Another'; Preset = 'OpenAI'; ApiKey = Get-Key } }
            'Set-CDProvider'     = { @{ Id = 'kimi'; Notes = 'changed'; ApiKey = Get-Key 'sk-another-key-0123456789'; Enable = $true } }
            'Copy-CDProvider'    = { @{ Name = 'Kimi'; NewName = 'Kimi two' } }
            'Remove-CDProvider'  = { @{ Name = 'Kimi'; Force = $true } }
            'Enable-CDProvider'  = { @{ Name = 'Open router'; StartGateway = $true } }
            'Repair-CDProfile'   = { @{} }
            'Reset-CDGatewayToken' = { @{} }
            'Restart-CDApp'      = { $env:CLAUDEDESKTOP_APP_PATH = (New-Item -Force (Join-Path $TestDrive app)).FullName; @{} }
            'Restore-CDOfficial' = { @{} }
            'Export-CDDiagnostic' = { @{ Path = Join-Path $TestDrive exported.zip } }
            'Export-CDProvider'  = { @{ Path = Join-Path $TestDrive exported.json } }
            'Import-CDProvider'  = { @{ InputObject = [pscustomobject]@{ Id = 'another'; BaseUri = 'https://another.example.com' } } }
            'Import-CDClaudeCodeProvider' = { @{ Path = New-ClaudeCodeSettings } }
            'Register-CDGateway' = { @{ RepairInterval = '1:00' } }
            'Start-CDGateway'    = { @{} }
            'Stop-CDGateway'     = { @{} }
            'Unregister-CDGateway' = { @{ Purge = $true; Force = $true } }
        }
    }

    It '<Command> has arguments in this test' -ForEach $changing {
        $arguments.ContainsKey($Command) | Should -BeTrue
    }

    It '<Command> changes no byte where a provider is active' -ForEach $changing {
        $root = New-TestHome
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = New-CDProvider -Name 'Open router' -Preset OpenRouter -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $before = Get-Tree $root
        $given = & $arguments[$Command]
        & $Command @given -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty
        Get-Tree $root | Should -Be $before
    }

    It '<Command> makes no file and no folder on a fresh machine' -ForEach $changing {
        $root = New-TestHome
        $null = New-Item -ItemType Directory $root
        $given = & $arguments[$Command]
        & $Command @given -WhatIf -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-Tree $root | Should -BeNullOrEmpty
    }

    It 'is obeyed as a preference variable too' {
        $root = New-TestHome
        $null = New-Item -ItemType Directory $root
        $WhatIfPreference = $true
        New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $WhatIfPreference = $false
        Get-Tree $root | Should -BeNullOrEmpty
    }

    It 'leaves a running gateway running' {
        $null = New-TestHome
        $job = Start-CDGateway
        try {
            Stop-CDGateway -WhatIf
            Get-CDGateway | Stop-CDGateway -WhatIf
            $job | Stop-CDGateway -WhatIf
            (Get-CDGateway).State | Should -Be Running
        }
        finally { Remove-Job $job -Force }
    }
}
