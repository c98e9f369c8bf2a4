# Every cmdlet that declares SupportsShouldProcess is found and run; one that is not in the table fails.
BeforeDiscovery {
    Import-Module $env:CLAUDEDESKTOP_TEST_MODULE
    $commands = Get-Command -Module ClaudeDesktop | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object { @{ Command = $_.Name } }
}

Describe '-WhatIf' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/changing.ps1
    }

    It '<Command> has arguments in this test' -ForEach $commands {
        $changing.ContainsKey($Command) | Should -BeTrue
    }

    It '<Command> changes no byte where a provider is active' -ForEach $commands {
        $root = New-TestHome
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = New-CDProvider -Name 'Open router' -Preset OpenRouter -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $null = Set-CDBudget Daily -LimitUsd 5
        $before = Get-Tree $root
        $given = & $changing[$Command]
        & $Command @given -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty
        Get-Tree $root | Should -Be $before
    }

    It '<Command> makes no file and no folder on a fresh machine' -ForEach $commands {
        $root = New-TestHome
        $null = New-Item -ItemType Directory $root
        $given = & $changing[$Command]
        & $Command @given -WhatIf -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-Tree $root | Should -BeNullOrEmpty
    }

    It 'is obeyed by <Command> as a preference variable too' -ForEach $commands {
        $root = New-TestHome
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = New-CDProvider -Name 'Open router' -Preset OpenRouter -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $null = Set-CDBudget Daily -LimitUsd 5
        $given = & $changing[$Command]
        $before = Get-Tree $root
        try { $WhatIfPreference = $true; $said = & $Command @given -ErrorAction Stop } finally { $WhatIfPreference = $false }
        $said | Should -BeNullOrEmpty
        Get-Tree $root | Should -Be $before
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
