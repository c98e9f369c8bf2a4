Describe 'A provider that needs a key, where none is given' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $shell = (Get-Process -Id $PID).Path
        $canary = 'sk-typed-by-a-person-0123456789'
    }
    BeforeEach { $null = New-TestHome }

    It 'is not added by a shell that may ask nobody, which says what to pass' {
        $said = & $shell -NoProfile -NonInteractive -Command "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; New-CDProvider -Name Kimi -Preset Kimi; `$Error[0].FullyQualifiedErrorId; `$Error[0].ErrorDetails.RecommendedAction" 2>&1 | Out-String -Width 4096
        $said | Should -Match 'needs a key, none was given'
        $said | Should -Match 'ProviderKeyMissing,'
        foreach ($way in '-ApiKey', '-Credential', '-ApiKeyFromEnvironment', '-SecretName', '-AuthScheme None') { $said | Should -Match ([regex]::Escape($way)) }
        Get-CDProvider Kimi -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'is added there where it is said where the key is, or that there is none' {
        & $shell -NoProfile -NonInteractive -Command "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; `$null = New-CDProvider -Name Kimi -Preset Kimi -ApiKeyFromEnvironment CD_NOT_SET -WarningAction Ignore; `$null = New-CDProvider -Name Local -Preset Ollama -AuthScheme None; New-CDProvider -Name Would -Preset Kimi -WhatIf" *>&1 | Out-Null
        (Get-CDProvider | Where-Object { -not $_.IsOfficial }).Name | Should -Be Kimi, Local
    }

    It 'is asked for on a terminal, which does not show what is typed' {
        if ($IsWindows) { Set-ItResult -Skipped -Because 'Windows has no pseudo-terminal that python can open' }
        if (-not (Get-Command python3 -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'python3, which opens the pseudo-terminal, is not on the PATH' }
        $shown = $canary | & python3 "$PSScriptRoot/prompt.py" $shell "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; New-CDProvider -Name Kimi -Preset Kimi" "Key for 'Kimi'" 2>&1 | Out-String
        $shown | Should -Match "Key for 'Kimi'"
        $shown | Should -Not -Match $canary
        (Get-CDProvider Kimi).KeyHint | Should -Be '…6789'
        [IO.File]::ReadAllText((Join-Path $env:CLAUDEDESKTOP_HOME secrets.json)) | Should -Match $canary
    }
}
