Describe 'Views' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome
        $null = New-CDProvider -Name ('A provider with a very long name ' * 3) -Id long -Preset OpenAI -ApiKey (Get-Key)
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $switched = Enable-CDProvider Kimi -WarningAction Ignore
        $objects = @(
            { Get-CDProvider }, { Import-CDClaudeCodeProvider (New-ClaudeCodeSettings @{}) }, { (Get-CDProvider Kimi).Routes }, { Get-CDPreset }, { $switched },
            { Get-CDProfile }, { Get-CDProfile -History }, { Test-CDProfile }, { Repair-CDProfile }, { Get-CDApp }, { Get-CDGateway }
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
    }
}
