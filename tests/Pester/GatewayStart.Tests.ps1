# A host of our own stands in for dotnet, to be slow or to fail at will.
Describe 'A gateway that does not come up' -Skip:$IsWindows {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $realRoot = $env:DOTNET_ROOT
        $realHost = $env:CLAUDEDESKTOP_GATEWAY_HOST
        $env:CLAUDEDESKTOP_GATEWAY_HOST = 'Dotnet'
        function Set-DotnetHost([string] $Script) {
            $env:DOTNET_ROOT = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
            $null = New-Item -ItemType Directory (Join-Path $env:DOTNET_ROOT 'shared/Microsoft.AspNetCore.App/10.0.0') -Force
            Set-Content (Join-Path $env:DOTNET_ROOT dotnet) "#!/bin/sh`necho `$`$ > '$env:DOTNET_ROOT/pid'`n$Script`n"
            chmod +x (Join-Path $env:DOTNET_ROOT dotnet)
        }
        function Get-HostProcess { Get-Process -Id ([int](Get-Content (Join-Path $env:DOTNET_ROOT pid))) -ErrorAction Ignore }
    }

    BeforeEach { $null = New-TestHome -OwnPort }
    AfterAll { $env:DOTNET_ROOT = $realRoot; $env:CLAUDEDESKTOP_GATEWAY_HOST = $realHost }

    It 'says why in its own words, and leaves no job' {
        Set-DotnetHost 'echo "The framework is broken." >&2; exit 150'
        { Start-CDGateway } | Should -Throw -ErrorId 'GatewayStartFailed,*' -ExpectedMessage '*exit code 150*The framework is broken.*'
        Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Should -BeNullOrEmpty
    }

    It 'is given up after the time-out, and ended' {
        Set-DotnetHost 'exec cat > /dev/null'
        { Start-CDGateway -TimeoutSec 1 } | Should -Throw -ErrorId 'GatewayStartFailed,*' -ExpectedMessage '*within 1 seconds*'
        Get-HostProcess | Should -BeNullOrEmpty
    }

    It 'is given up on Ctrl+C, and ended' {
        Set-DotnetHost 'exec cat > /dev/null'
        $shell = [PowerShell]::Create().AddScript("Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; Start-CDGateway -TimeoutSec 600")
        $null = $shell.BeginInvoke()
        for ($i = 0; $i -lt 200 -and -not (Test-Path (Join-Path $env:DOTNET_ROOT pid)); $i++) { Start-Sleep -Milliseconds 50 }
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be Stopped
        Get-HostProcess | Should -BeNullOrEmpty
        $shell.Dispose()
    }

    It 'says what to do where the port was taken in the same moment' {
        Set-DotnetHost 'echo ''{"type":"failed","code":"PortTaken","message":"The port is taken."}''; exit 3'
        $before = Get-Tree (Split-Path $env:CLAUDEDESKTOP_HOME)
        { Start-CDGateway -Port (Get-FreePort) } | Should -Throw -ErrorId 'GatewayPortTaken,*'
        { Start-CDGateway } | Should -Throw -ErrorId 'GatewayPortTaken,*'
        Get-Tree (Split-Path $env:CLAUDEDESKTOP_HOME) | Should -Be $before
    }

    It 'gives way to one that another shell started in the same moment' {
        $self = Get-Process -Id $PID
        $other = @{ port = 1234; pid = $PID; startedAt = $self.StartTime.ToString('O'); instance = 'other'; version = '0' } | ConvertTo-Json -Compress
        Set-DotnetHost "mkdir -p '$env:CLAUDEDESKTOP_HOME/run'; echo '$other' > '$env:CLAUDEDESKTOP_HOME/run/gateway-1234.json'; echo '{`"type`":`"failed`",`"code`":`"PortTaken`",`"message`":`"Taken.`"}'; exit 3"
        $store = Get-Content (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) -Raw
        { Start-CDGateway } | Should -Throw -ErrorId 'GatewayAlreadyRunning,*' -ExpectedMessage '*port 1234*'
        Get-Content (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) -Raw | Should -Be $store
    }
}
