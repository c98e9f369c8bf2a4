Describe 'A gateway of another shell' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $shellPath = (Get-Process -Id $PID).Path
        function Start-Shell([string] $Script) {
            $start = [Diagnostics.ProcessStartInfo]::new($shellPath)
            '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; $Script" | ForEach-Object { $start.ArgumentList.Add($_) }
            $start.RedirectStandardOutput = $start.RedirectStandardInput = $true
            [Diagnostics.Process]::Start($start)
        }
        function Wait-Gone([int] $Id) { -not (Wait-Process -Id $Id -Timeout 20 -ErrorAction Ignore) -and -not (Get-Process -Id $Id -ErrorAction Ignore) }
    }

    BeforeEach {
        $null = New-TestHome -OwnPort
        $shell = Start-Shell '(Start-CDGateway).ProcessId; [Console]::In.ReadLine()'
        $gateway = [int] $shell.StandardOutput.ReadLine()
    }

    AfterEach {
        if (-not $shell.HasExited) { $shell.Kill() }
        $shell.Dispose()
        $null = Wait-Gone $gateway
    }

    It 'is seen, and not started a second time' {
        $shown = Get-CDGateway
        $shown.State | Should -Be Running
        $shown.ProcessId | Should -Be $gateway
        $shown.JobId | Should -BeNullOrEmpty
        { Start-CDGateway } | Should -Throw -ErrorId 'GatewayAlreadyRunning,*'
    }

    It 'ends with its shell, even when that is killed' {
        $shell.Kill()
        Wait-Gone $gateway | Should -BeTrue
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'is ended politely from here' {
        Stop-CDGateway
        Wait-Gone $gateway | Should -BeTrue
        (Get-CDGateway).State | Should -Be Stopped
        Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME run) | Should -BeNullOrEmpty
    }
}

Describe 'Start-CDGateway -Foreground' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome -OwnPort
    }

    It 'blocks, shows the log, and takes its gateway along when it is stopped' {
        $shell = [PowerShell]::Create().AddScript("Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; Start-CDGateway -Foreground")
        $running = $shell.BeginInvoke()
        for ($i = 0; $i -lt 200 -and (Get-CDGateway).State -ne 'Running'; $i++) { Start-Sleep -Milliseconds 50 }
        (Get-CDGateway).State | Should -Be Running
        $running.IsCompleted | Should -BeFalse
        for ($i = 0; $i -lt 200 -and -not $shell.Streams.Information.Count; $i++) { Start-Sleep -Milliseconds 50 }
        $shell.Streams.Information.MessageData.Message | Should -BeLike 'The gateway answers on port*'
        $shown = Get-CDGateway
        $shown.Origin | Should -Be OtherShell
        $shown.LogFile | Should -Be (Join-Path $env:CLAUDEDESKTOP_HOME logs/gateway.log)
        Get-Content $shown.LogFile | Should -Match 'answers on port'
        $shell.Stop()
        (Get-CDGateway).State | Should -Be Stopped
        $shell.Dispose()
    }
}
