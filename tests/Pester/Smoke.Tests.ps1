# The script that a person runs on a machine that the project does not have. It must not be the first time that it runs.
Describe 'The smoke test' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome
        $shell = (Get-Process -Id $PID).Path
        $module = Split-Path $env:CLAUDEDESKTOP_TEST_MODULE
        function Invoke-Smoke([string[]] $Arguments) {
            $env:CLAUDEDESKTOP_SECRET_STORE = $null
            $env:TMPDIR = $env:TEMP = $env:TMP = $temporary
            & $shell -NoProfile -NonInteractive -File $PSScriptRoot/../Smoke.ps1 @Arguments 2>&1 | Out-String
        }
        $temporary = (New-Item -ItemType Directory (Join-Path $TestDrive temp)).FullName
        $before = @{ TMPDIR = $env:TMPDIR; TEMP = $env:TEMP; TMP = $env:TMP }
    }

    AfterAll { $before.Keys | ForEach-Object { Set-Item "Env:$_" $before[$_] } }

    It 'holds on this machine, and touches nothing but its own folder' {
        $root = Split-Path $env:CLAUDEDESKTOP_HOME
        $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude/claude_desktop_config.json') -Value '{}'
        $files = Get-Tree $root
        $said = Invoke-Smoke '-ModulePath', $module, '-AllowFileStore'
        $LASTEXITCODE | Should -Be 0 -Because $said
        $said | Should -Not -Match 'FAILED'
        $said | Should -Match 'Holds\s+Official mode comes back'
        $said | Should -Match 'Holds\s+The gateway runs by (Native|Dotnet)'
        Get-Tree $root | Should -Be $files
        Get-ChildItem $temporary -Filter 'claudedesktop-smoke-*' | Should -BeNullOrEmpty
    }

    It 'says which step failed, and fails' {
        $said = Invoke-Smoke '-ModulePath', $TestDrive
        $LASTEXITCODE | Should -Be 1
        $said | Should -Match 'FAILED\s+The module is imported'
        Get-ChildItem $temporary -Filter 'claudedesktop-smoke-*' | Should -BeNullOrEmpty
    }

    It 'is text that Windows PowerShell 5.1 reads without a byte order mark' {
        [IO.File]::ReadAllBytes((Convert-Path $PSScriptRoot/../Smoke.ps1)).Where({ $_ -gt 126 }) | Should -BeNullOrEmpty
    }
}
