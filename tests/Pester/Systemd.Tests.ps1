# A real systemd runs the gateway, in a home of its own; each script below has one to itself.
BeforeDiscovery {
    $reason = if (-not $IsLinux) { 'systemd is Linux''s' }
    elseif (-not (Get-Command systemctl -ErrorAction Ignore)) { 'systemd is not installed' }
    elseif (-not (& $PSScriptRoot/with-systemd.sh systemctl --user show-environment 2>$null)) { 'no systemd can be started for a user here, which needs the right to make a mount namespace' }
    if ($reason) { Write-Host "No real systemd runs the gateway in this suite: $reason." }
}

Describe 'The gateway under a real systemd' -Skip:([bool] $reason) {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $realConfig = $env:XDG_CONFIG_HOME
        function Invoke-UnderSystemd([string] $Script) {
            $wait = 'function Wait-Until([scriptblock] $Condition) { for ($i = 0; $i -lt 600 -and -not (& $Condition); $i++) { Start-Sleep -Milliseconds 50 }; [bool] (& $Condition) }; '
            $all = "`$ErrorActionPreference = 'Stop'; Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; $wait $Script`n exit 0"
            $said = & $PSScriptRoot/with-systemd.sh (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $all
            $LASTEXITCODE | Should -Be 0 -Because "$said"
            $said
        }
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        $env:XDG_CONFIG_HOME = Join-Path $root 'the user''s $config 100%'
        $env:CLAUDEDESKTOP_HOME = Join-Path $root 'the user''s $data 100%'
        $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) -Value "{ `"gateway`": { `"port`": $(Get-FreePort) } }"
        chmod -R go= $env:CLAUDEDESKTOP_HOME
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
    }

    AfterAll { $env:XDG_CONFIG_HOME = $realConfig }

    It 'is registered, answers, is told to systemd as active, and is started at the next logon' {
        Invoke-UnderSystemd @'
            $registered = Register-CDGateway
            (Get-CDGateway).State
            (Get-CDGateway).Origin
            systemctl --user is-active $registered.Name
            systemctl --user is-enabled $registered.Name
            $main = systemctl --user show --property MainPID --value $registered.Name
            $main -eq (Get-CDGateway).ProcessId
'@ | Should -Be 'Running', 'Registration', 'active', 'enabled', 'True'
        (Get-CDGateway).State | Should -Be Stopped
        Invoke-UnderSystemd 'Wait-Until { (Get-CDGateway).State -eq ''Running'' }' | Should -BeTrue
    }

    It 'is started again when it is killed, and not when it is stopped' {
        Invoke-UnderSystemd @'
            $registered = Register-CDGateway
            $first = (Get-CDGateway).ProcessId
            kill -KILL $first
            Wait-Until { (Get-CDGateway).State -eq 'Running' -and (Get-CDGateway).ProcessId -ne $first }
            Stop-CDGateway -Force -WarningAction Ignore
            (Get-CDGateway).State
            systemctl --user is-active $registered.Name
'@ | Should -Be 'True', 'Stopped', 'inactive'
    }

    It 'repairs when its timer says so' {
        Invoke-UnderSystemd @'
            $null = Register-CDGateway -RepairInterval 1:00:00
            $timer = (Get-ChildItem (Join-Path $env:XDG_CONFIG_HOME systemd/user) -Filter *.timer).Name
            systemctl --user is-active $timer
            systemctl --user start ($timer -replace 'timer$', 'service')
            Get-Content (Join-Path $env:CLAUDEDESKTOP_HOME logs/repair.log) | Select-String -SimpleMatch Healthy -Quiet
'@ | Should -Be 'active', 'True'
    }

    It 'is refreshed by registering again, and forgotten by unregistering' {
        Invoke-UnderSystemd @'
            $registered = Register-CDGateway
            $first = (Get-CDGateway).ProcessId
            $null = Register-CDGateway -LogLevel Warning
            (Get-CDGateway).ProcessId -ne $first
            Unregister-CDGateway
            (Get-CDGateway).State
            systemctl --user list-unit-files --no-legend 'claudedesktop*' | Measure-Object | ForEach-Object Count
'@ | Should -Be 'True', 'Stopped', '0'
    }

    It 'for everybody runs at a logon from where only root can write, with data of the user''s own' -Skip:((id -u) -ne 0) {
        # Both folders are the machine's, so they are empty ones of a mount namespace here.
        $env:HOME_OF_TEST = (New-Item -ItemType Directory (Join-Path $root home)).FullName
        $shell = (Get-Process -Id $PID).Path
        $import = "`$ErrorActionPreference = 'Stop'; Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'"
        $scripts = Join-Path $root scripts
        $null = New-Item -ItemType Directory $scripts
        Set-Content (Join-Path $scripts register.ps1) "$import; (Register-CDGateway -AllUsers -RepairInterval 1:00:00).Scope; (Get-ChildItem /usr/local/lib/ClaudeDesktop.PS/bin -Directory).UnixMode; (Get-Item /etc/systemd/user).UnixMode"
        Set-Content (Join-Path $scripts logon.ps1) "$import; for (`$i = 0; `$i -lt 600 -and (Get-CDGateway).State -ne 'Running'; `$i++) { Start-Sleep -Milliseconds 50 }; `$shown = Get-CDGateway; `$shown.State; `$shown.Origin; `$shown.Registration.Scope; `$shown.LogFile -like `"`$env:HOME/*`"; (Get-Process -Id `$shown.ProcessId).CommandLine -like '*/usr/local/lib/ClaudeDesktop.PS/bin/*'"
        Set-Content (Join-Path $scripts unregister.ps1) "$import; Unregister-CDGateway -AllUsers; @(Get-ChildItem /etc/systemd/user -Recurse -File).Count; Test-Path /usr/local/lib/ClaudeDesktop.PS"
        $all = 'mount -t tmpfs tmpfs /etc/systemd && mount -t tmpfs tmpfs /usr/local/lib && unset CLAUDEDESKTOP_HOME XDG_CONFIG_HOME XDG_DATA_HOME && export HOME="$HOME_OF_TEST" && "$1" -NoProfile -File "$2/register.ps1" && "$3/with-systemd.sh" "$1" -NoProfile -File "$2/logon.ps1" && "$1" -NoProfile -File "$2/unregister.ps1"'
        & unshare --mount sh -c $all sh $shell $scripts $PSScriptRoot | Should -Be 'AllUsers', 'drwxr-xr-x', 'drwxr-xr-x', 'Running', 'Registration', 'AllUsers', 'True', 'True', '0', 'False'
        $env:HOME_OF_TEST = $null
    }
}
