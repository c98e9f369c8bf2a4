Describe 'A key' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome
        $secret = 'sk-do-not-show-this-0123456789'
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key $secret)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
    }

    It 'is in no view of the provider' {
        $provider = Get-CDProvider Kimi
        $provider | Format-List * -Force | Out-String -Width 500 | Should -Not -Match $secret
        $provider | Format-Table * | Out-String -Width 500 | Should -Not -Match $secret
        $provider | ConvertTo-Json -Depth 5 -WarningAction Ignore | Should -Not -Match $secret
        [Management.Automation.PSSerializer]::Serialize($provider, 5) | Should -Not -Match $secret
        "$provider" | Should -Be Kimi
    }

    It 'is in no stream of the commands' {
        $streams = & {
            $DebugPreference = 'Continue'
            Set-CDProvider kimi -ApiKey (Get-Key $secret) -Notes x -Verbose -PassThru
            Copy-CDProvider Kimi -NewName Two -Verbose
            Set-CDProvider kimi -ApiKey (Get-Key "$secret with blanks") -ErrorAction Continue
            Enable-CDProvider Kimi -Verbose
            Get-CDProfile
            Test-CDProfile
        } *>&1 | Format-List * -Force | Out-String -Width 500
        $streams | Should -Not -Match $secret
        $Error | Format-List * -Force | Out-String -Width 500 | Should -Not -Match $secret
    }

    It 'is in no file but the one that keeps secrets' {
        $roots = $env:CLAUDEDESKTOP_HOME, $env:CLAUDEDESKTOP_APP_HOME
        $holding = Get-ChildItem -LiteralPath $roots -Recurse -File -Force | Where-Object { [IO.File]::ReadAllText($_.FullName).Contains($secret) }
        $holding.Name | Should -Be secrets.json
    }

    It 'lies in a file that only this user can read' -Skip:$IsWindows {
        (Get-Item (Join-Path $env:CLAUDEDESKTOP_HOME secrets.json)).UnixMode | Should -Be '-rw-------'
    }

    It 'aside, no upstream model id stands nowhere in Claude Desktop''s files' {
        $files = Get-ChildItem -LiteralPath $env:CLAUDEDESKTOP_APP_HOME -Recurse -File
        $files | Where-Object { [IO.File]::ReadAllText($_.FullName).Contains('kimi-k2.7-code') } | Should -BeNullOrEmpty
    }
}
