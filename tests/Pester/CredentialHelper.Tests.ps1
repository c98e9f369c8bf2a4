Describe "A direct provider's key" {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $canary = 'sk-canary-of-the-helper-0123456789'

        # What Claude Desktop gives its helper: a whole path, and next to nothing in the environment.
        function Invoke-Helper([string] $Path) {
            $start = [Diagnostics.ProcessStartInfo]@{ FileName = $Path; RedirectStandardOutput = $true; RedirectStandardError = $true; WorkingDirectory = [IO.Path]::GetTempPath() }
            if (-not $IsWindows) { $start.Environment.Clear() }
            $start.Environment['HOME'] = $root
            $process = [Diagnostics.Process]::Start($start)
            $errors = $process.StandardError.ReadToEndAsync()
            $output = $process.StandardOutput.ReadToEnd()
            $process.WaitForExit()
            [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output; Errors = $errors.Result }
        }
        function Get-Profile { Get-Content -LiteralPath (Get-ProfilePath) -Raw | ConvertFrom-Json }
        function Get-FileWithKey { (Get-ChildItem -LiteralPath $root -Recurse -File -Force | Where-Object { [IO.File]::ReadAllText($_.FullName).Contains($canary) }).Name }
        function Use-App([string] $Version) {
            $env:CLAUDEDESKTOP_APP_PATH = (New-Item (Join-Path $root claude-desktop) -Force).FullName
            $env:CLAUDEDESKTOP_APP_VERSION = $Version
        }
        $direct = @{ Name = 'Open'; BaseUri = 'https://open.example.com/'; ApiKey = Get-Key $canary }
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        Use-App 2.0.0
    }

    AfterEach { $env:CLAUDEDESKTOP_APP_PATH = $env:CLAUDEDESKTOP_APP_VERSION = $null }

    It 'is printed by a helper that the profile names, and stands in no file but the store' {
        New-CDProvider @direct | Enable-CDProvider -WarningVariable warned -WarningAction SilentlyContinue | Select-Object -ExpandProperty PlainTextKeyReason | Should -BeNullOrEmpty
        "$warned" | Should -Not -Match 'plain text'
        $written = Get-Profile
        $written.inferenceCredentialKind | Should -Be helper-script
        $written.inferenceCredentialHelperTtlSec | Should -Be 900
        $written.PSObject.Properties.Name | Should -Not -Contain inferenceGatewayApiKey
        (Get-CDProfile).CredentialHelper | Should -Be $written.inferenceCredentialHelper
        Get-FileWithKey | Should -Be secrets.json
        Test-CDProfile | Where-Object Code -Match 'KeyInProfile|Credential|Drift' | Should -BeNullOrEmpty

        $ran = Invoke-Helper $written.inferenceCredentialHelper
        $ran.Errors | Should -BeNullOrEmpty
        $ran.Output | Should -BeExactly $canary
        $ran.ExitCode | Should -Be 0
        if (-not $IsWindows) { (Get-Item $written.inferenceCredentialHelper).UnixMode | Should -Be '-rwx------' }
    }

    It 'is printed after an upgrade of the module, and after the module is gone' {
        $versions = Join-Path $root modules ClaudeDesktop
        $old = Join-Path $versions (Import-PowerShellDataFile $env:CLAUDEDESKTOP_TEST_MODULE).ModuleVersion
        $null = New-Item -ItemType Directory -Path $versions
        Copy-Item -LiteralPath (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) -Destination $old -Recurse
        $key = ConvertFrom-SecureString $direct.ApiKey -AsPlainText
        $setUp = "Import-Module '$old/ClaudeDesktop.psd1'; `$null = New-CDProvider Open -BaseUri https://open.example.com/ -ApiKey (`$env:CD_TEST_KEY | ConvertTo-SecureString -AsPlainText -Force) | Enable-CDProvider -WarningAction Ignore"
        $env:CD_TEST_KEY = $key
        try { & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $setUp | Should -BeNullOrEmpty } finally { $env:CD_TEST_KEY = $null }
        $helper = (Get-Profile).inferenceCredentialHelper
        (Invoke-Helper $helper).Output | Should -BeExactly $canary

        Copy-Item -LiteralPath $old -Destination (Join-Path $versions 99.0.0) -Recurse
        Remove-Item -LiteralPath $old -Recurse -Force
        (Invoke-Helper $helper).Output | Should -BeExactly $canary

        Remove-Item -LiteralPath $versions -Recurse -Force
        (Invoke-Helper $helper).Output | Should -BeExactly $canary
        Test-CDProfile | Where-Object Code -Match 'Credential' | Should -BeNullOrEmpty
    }

    It 'that was replaced is printed anew, without a switch' {
        New-CDProvider @direct | Enable-CDProvider -WarningAction Ignore
        $before = Get-Content -LiteralPath (Get-ProfilePath) -Raw
        Set-CDProvider open -ApiKey (Get-Key sk-another-9876543210) -WarningAction Ignore
        Get-Content -LiteralPath (Get-ProfilePath) -Raw | Should -BeExactly $before
        (Invoke-Helper (Get-Profile).inferenceCredentialHelper).Output | Should -BeExactly sk-another-9876543210
    }

    It 'stands in the profile with a warning where <Why>' -ForEach @(
        @{ Why = 'the app is too old'; Version = '1.3036.0'; Match = 'asks no helper' }
        @{ Why = 'the version is unknown'; Version = $null; Match = 'does not say its version' }
        @{ Why = '-PlainTextKey asks for it'; Version = '2.0.0'; Match = '-PlainTextKey'; Plain = $true }
    ) {
        Use-App $Version
        if ($IsWindows -and -not $Version) { Set-ItResult -Skipped -Because 'Windows programs say their version.' }
        $result = New-CDProvider @direct -PlainTextKey:([bool]$Plain) | Enable-CDProvider -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match "plain text.*$Match"
        $result.PlainTextKeyReason | Should -Match $Match
        (Get-Profile).inferenceGatewayApiKey | Should -BeExactly $canary
        (Get-Profile).inferenceCredentialKind | Should -Be static
        if (-not $IsWindows) { (Get-Item (Get-ProfilePath)).UnixMode | Should -Be '-rw-------' }
        (Test-CDProfile | Where-Object Code -EQ KeyInProfile).Message | Should -Match $Match
        Join-Path $env:CLAUDEDESKTOP_HOME helper | Should -Not -Exist
    }

    It 'moves between the two with Set-CDProvider, and -WhatIf changes nothing' {
        New-CDProvider @direct | Enable-CDProvider -WarningAction Ignore
        $tree = Get-Tree $root
        Set-CDProvider open -PlainTextKey -WhatIf
        Get-Tree $root | Should -Be $tree

        Set-CDProvider open -PlainTextKey -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match 'plain text'
        (Get-CDProvider open).PlainTextKey | Should -BeTrue
        (Get-Profile).inferenceGatewayApiKey | Should -BeExactly $canary

        Set-CDProvider open -PlainTextKey:$false -WarningAction Ignore
        (Get-Profile).inferenceCredentialKind | Should -Be helper-script
        Get-FileWithKey | Should -Be secrets.json
    }

    It 'is asked of no helper any more after Restore-CDOfficial' {
        New-CDProvider @direct | Enable-CDProvider -WarningAction Ignore
        $helper = (Get-Profile).inferenceCredentialHelper
        Restore-CDOfficial -WhatIf
        $helper | Should -Exist
        $null = Restore-CDOfficial
        $helper | Should -Not -Exist
        Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME bin) -Force | Should -BeNullOrEmpty
    }

    It 'has a helper that is found broken and repaired: <What>' -ForEach @(
        @{ What = 'missing'; Spoil = { Remove-Item -LiteralPath $helper } }
        @{ What = 'changed'; Spoil = { Add-Content -LiteralPath $helper 'echo more' } }
        @{ What = 'without what it runs'; Spoil = { Remove-Item -LiteralPath (Join-Path $env:CLAUDEDESKTOP_HOME bin) -Recurse -Force } }
    ) {
        New-CDProvider @direct | Enable-CDProvider -WarningAction Ignore
        $helper = (Get-Profile).inferenceCredentialHelper
        & $Spoil
        (Test-CDProfile | Where-Object Code -EQ CredentialHelperBroken).Path | Should -Be $helper
        (Repair-CDProfile -Confirm:$false | Where-Object Code -EQ CredentialHelperBroken).Outcome | Should -Be Repaired
        (Invoke-Helper $helper).Output | Should -BeExactly $canary
    }

    It 'that is gone makes the helper fail with the reason, and print nothing' {
        New-CDProvider @direct | Enable-CDProvider -WarningAction Ignore
        $helper = (Get-Profile).inferenceCredentialHelper
        Remove-Item (Join-Path $env:CLAUDEDESKTOP_HOME secrets.json)
        $ran = Invoke-Helper $helper
        $ran.ExitCode | Should -Be 1
        $ran.Output | Should -BeExactly ''
        $ran.Errors | Should -Match 'Set-CDProvider open -ApiKey'
    }
}
