Describe 'Views' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/ledger.ps1
        $null = New-TestHome
        $null = New-CDProvider -Name ('A provider with a very long name ' * 3) -Id long -Preset OpenAI -ApiKey (Get-Key)
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $switched = Enable-CDProvider Kimi -WarningAction Ignore
        $null = New-TestLedger -Request @{ provider = 'long' * 20; model = 'm' * 200; in = 123456789; out = 1234567; cost = 1234.5678; ms = 9999999 }, @{ provider = $null; model = $null; status = 404; tries = 0 }
        $null = Set-CDBudget ('A budget with a long name' * 2) -Provider long -Role Opus -LimitTokens 123456789012
        $null = Set-CDBudget Month -LimitUsd 12345.6789
        $priced = Update-CDPrice (New-Item -Force (Join-Path $TestDrive views.csv) -Value "name,inputPerMtok,outputPerMtok`n$('m' * 200),1234.5678,99999`n").FullName
        $objects = @(
            { Get-CDProvider }, { Import-CDClaudeCodeProvider (New-ClaudeCodeSettings @{}) }, { (Get-CDProvider Kimi).Routes }, { Get-CDPreset }, { $switched },
            { Get-CDProfile }, { Get-CDProfile -History }, { Test-CDProfile }, { Repair-CDProfile }, { Get-CDApp }, { Get-CDGateway }, { Get-CDRequest }, { Get-CDUsage }, { Get-CDBudget }, { Get-CDPrice }, { $priced }, { Get-CDUsage Provider, Model, Day }
            { [ClaudeDesktop.GatewayControl.GatewayRequest]@{ Time = Get-Date; Path = '/claude-desktop/v1/messages'; StatusCode = 200; RequestedModel = 'claude-sonnet-5'; OutputTokens = 123456 } }
        )
    }

    It 'as tables fit 100 columns' {
        foreach ($object in $objects) {
            $lines = (& $object | Format-Table | Out-String -Width 100) -split '\r?\n'
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100 -Because $object
            $lines.Count | Should -BeGreaterThan 3 -Because $object
        }
    }

    It 'are ours, not the shell''s own guess' {
        foreach ($object in $objects) {
            Get-FormatData -TypeName (& $object | Select-Object -First 1).GetType().FullName | Should -Not -BeNullOrEmpty -Because $object
        }
    }

    It 'mark the active provider' {
        Get-CDProvider | Out-String -Width 100 -Stream | Where-Object { $_ -like '`**' } | Should -BeLike '*Kimi*'
        Get-CDProvider | Format-Wide -Column 1 | Out-String -Width 100 -Stream | Where-Object { $_ -like '`**' } | Should -BeLike '*Kimi*'
    }

    It 'are wide where that is wanted, with a name that says something' {
        foreach ($object in $objects) {
            $text = & $object | Format-Wide -Column 2 | Out-String -Width 100
            $text.Trim() | Should -Not -BeNullOrEmpty -Because $object
            $text | Should -Not -BeLike '*ClaudeDesktop.*' -Because $object
        }
    }

    It 'bring no colour of their own where the shell shows none' {
        $esc = [string][char]27
        try {
            foreach ($rendering in 'Host', 'PlainText') {
                $PSStyle.OutputRendering = $rendering
                foreach ($object in $objects) {
                    foreach ($text in (& $object | Out-String), (& $object | Format-List | Out-String)) { $text | Should -Not -BeLike "*$esc*" -Because "$rendering $object" }
                }
            }
        }
        finally { $PSStyle.OutputRendering = 'PlainText' }
    }

    It 'go into a pipe or a file without escape characters' {
        $shown = & (Get-Process -Id $PID).Path -NoProfile -Command 'Import-Module $env:CLAUDEDESKTOP_TEST_MODULE; Get-CDProvider'
        # The headers are the shell's own affair: it colours them even there.
        $row = @($shown) -like '*Kimi*'
        $row | Should -HaveCount 1
        $row | Should -Not -BeLike "*$([char]27)*"
        $file = Join-Path $TestDrive shown.txt
        Get-CDProvider > $file
        Get-Content $file -Raw | Should -Not -BeLike "*$([char]27)*"
    }
}
