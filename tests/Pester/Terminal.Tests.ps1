Describe 'The gateway on a terminal' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome -OwnPort
    }

    It 'lives through Ctrl+C, Ctrl+Z and Ctrl+\ typed during a running command' {
        if ($IsWindows) { Set-ItResult -Skipped -Because 'Windows has no pseudo-terminal that python can open' }
        if (-not (Get-Command python3 -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'python3, which opens the pseudo-terminal, is not on the PATH' }
        $said = & python3 "$PSScriptRoot/terminal.py" (Get-Process -Id $PID).Path $env:CLAUDEDESKTOP_TEST_MODULE 2>&1
        $said | Should -Be 'Ctrl+C 200', 'Ctrl+Z 200', 'Ctrl+\ 200'
    }

    AfterAll {
        for ($i = 0; $i -lt 200 -and (Get-CDGateway).State -ne 'Stopped'; $i++) { Start-Sleep -Milliseconds 50 }
    }
}
