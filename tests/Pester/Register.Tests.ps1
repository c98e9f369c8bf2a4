# A systemctl of our own stands in for systemd; what it is told to start really runs. Systemd.Tests.ps1 asks a real one.
Describe 'Register-CDGateway' -Skip:(-not $IsLinux) {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $realConfig = $env:XDG_CONFIG_HOME
        function Get-Call { Get-Content (Join-Path $tools calls) -ErrorAction Ignore }
        function Get-Unit([string] $Filter = '*') { Get-ChildItem (Join-Path $env:XDG_CONFIG_HOME systemd/user) -Filter $Filter -ErrorAction Ignore }
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        $tools = Join-Path $root "tools"
        $null = New-Item -ItemType Directory $tools
        Copy-Item (Join-Path $PSScriptRoot systemctl.sh) (Join-Path $tools systemctl)
        chmod +x (Join-Path $tools systemctl)
        [AppContext]::SetData('ClaudeDesktop.SystemFolder', $tools)
        $env:XDG_CONFIG_HOME = Join-Path $root 'the user''s $config 100%'
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
    }

    AfterEach {
        Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force
        Get-CDGateway | Where-Object ProcessId | ForEach-Object { Stop-Process -Id $_.ProcessId -Force }
    }

    AfterAll {
        [AppContext]::SetData('ClaudeDesktop.SystemFolder', $null)
        $env:XDG_CONFIG_HOME = $realConfig
    }

    It 'starts the gateway now, from a copy in the data folder, and shows it' {
        $registered = Register-CDGateway
        $registered | Should -BeOfType ClaudeDesktop.GatewayControl.Registration.GatewayRegistration
        $registered.Kind | Should -Be Systemd
        $registered.Scope | Should -Be User
        $registered.Path | Should -Exist
        $registered.Command | Should -BeLike "*$(Join-Path $env:CLAUDEDESKTOP_HOME bin)*"
        $registered.Command | Should -Not -BeLike "*$(Split-Path $env:CLAUDEDESKTOP_TEST_MODULE)*"
        $shown = Get-CDGateway
        $shown.State | Should -Be Running
        $shown.Origin | Should -Be Registration
        $shown.Registration.Name | Should -Be $registered.Name
        $shown.LogFile | Should -Be $registered.LogFile
        Get-Content $shown.LogFile | Should -Match 'answers on port'
        Test-CDProfile -Quiet | Should -BeTrue
    }

    It 'outlives the shell that registered it' {
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "[AppContext]::SetData('ClaudeDesktop.SystemFolder', '$tools'); Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; Register-CDGateway" | Should -Not -BeNullOrEmpty
        (Get-CDGateway).State | Should -Be Running
    }

    It 'a second time refreshes it' {
        $null = Register-CDGateway
        $first = (Get-CDGateway).ProcessId
        $null = Register-CDGateway -RepairInterval 1:30:00 -LogLevel Warning
        $again = @(Get-CDGateway)
        $again.Count | Should -Be 1
        $again[0].State | Should -Be Running
        $again[0].ProcessId | Should -Not -Be $first
        $again[0].Registration.RepairInterval | Should -Be ([timespan]'1:30:00')
        Get-Unit *.timer | Get-Content -Raw | Should -Match 'OnUnitActiveSec=90min'
        Get-Unit *gateway*.service | Get-Content -Raw | Should -Match '"--log-level" "Warning"'
        $kept = Register-CDGateway
        $kept.RepairInterval | Should -Be ([timespan]'1:30:00')
        $kept.LogLevel | Should -Be Warning
        Get-Unit *.timer | Get-Content -Raw | Should -Match 'OnUnitActiveSec=90min'
        Get-Unit *gateway*.service | Get-Content -Raw | Should -Match '"--log-level" "Warning"'
        $null = Register-CDGateway -RepairInterval 0
        Get-Unit *.timer | Should -BeNullOrEmpty
        (Get-Unit).Name | Should -BeLike 'claudedesktop-gateway*.service'
    }

    It 'repairs by what it scheduled, without a PowerShell' {
        $null = Register-CDGateway -RepairInterval 1:00:00
        $wrong = (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json)
        $wrong.inferenceGatewayBaseUrl = 'http://127.0.0.1:1/elsewhere'
        $wrong | ConvertTo-Json | Set-Content (Get-ProfilePath)
        Test-CDProfile -Quiet | Should -BeFalse
        $repair = (Get-Unit *repair*.service).Name
        & (Join-Path $tools systemctl) --user restart $repair
        for ($i = 0; $i -lt 200 -and -not (Test-CDProfile -Quiet); $i++) { Start-Sleep -Milliseconds 50 }
        Test-CDProfile -Quiet | Should -BeTrue
        for ($i = 0; $i -lt 100 -and -not (Test-Path (Join-Path $env:CLAUDEDESKTOP_HOME logs/repair.log)); $i++) { Start-Sleep -Milliseconds 50 }
        Get-Content (Join-Path $env:CLAUDEDESKTOP_HOME logs/repair.log) | Should -Match 'Repaired'
    }

    It 'takes the place of a job of this shell' {
        $job = Start-CDGateway
        $null = Register-CDGateway
        $job.State | Should -Be Stopped
        (Get-CDGateway).Origin | Should -Be Registration
    }

    It 'listens on the port that is named, and writes it to the profile' {
        $port = Get-FreePort
        $null = Register-CDGateway -Port $port -WarningAction Ignore
        (Get-CDGateway).Port | Should -Be $port
        (Get-CDProfile).BaseUrl | Should -Be "http://127.0.0.1:$port/claude-desktop"
    }

    It 'refuses a port that is another program''s, and changes nothing' {
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $before = Get-Tree $root
        { Register-CDGateway -Port $listener.LocalEndpoint.Port } | Should -Throw -ErrorId 'GatewayPortTaken,*'
        Get-Tree $root | Should -Be $before
        $listener.Stop()
    }

    It 'takes back what it began where the system refuses, and says what to do' {
        $null = New-Item (Join-Path $tools fails)
        { Register-CDGateway } | Should -Throw -ErrorId 'RegistrationFailed,*' -ExpectedMessage '*No medium found*'
        $Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*enable-linger*'
        Get-Unit | Should -BeNullOrEmpty
        Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME bin) -ErrorAction Ignore | Should -BeNullOrEmpty
        (Get-CDGateway).Registration | Should -BeNullOrEmpty
    }

    It 'leaves the job running and the port as it was where the system refuses' {
        $job = Start-CDGateway
        $before = Get-Content (Get-ProfilePath) -Raw
        $null = New-Item (Join-Path $tools fails)
        { Register-CDGateway -Port (Get-FreePort) -WarningAction Ignore } | Should -Throw -ErrorId 'RegistrationFailed,*'
        $job.State | Should -Be Running
        $shown = @(Get-CDGateway)
        $shown.Count | Should -Be 1
        $shown[0].State | Should -Be Running
        $shown[0].JobId | Should -Be $job.Id
        Get-Content (Get-ProfilePath) -Raw | Should -Be $before
        Test-CDProfile -Quiet | Should -BeTrue
    }

    It 'leaves a registered one running where the system refuses to refresh it' {
        $null = Register-CDGateway -RepairInterval 1:00:00
        $first = Get-CDGateway
        $units = Get-Unit | Get-Content -Raw
        $null = New-Item (Join-Path $tools fails)
        { Register-CDGateway -Port (Get-FreePort) -LogLevel Error -RepairInterval 0 -WarningAction Ignore } | Should -Throw -ErrorId 'RegistrationFailed,*'
        (Get-CDGateway).ProcessId | Should -Be $first.ProcessId
        (Get-CDGateway).Port | Should -Be $first.Port
        Get-Unit | Get-Content -Raw | Should -Be $units
    }

    It 'waits for another one to end, takes its place, and is stopped while it waits' {
        $registered = Register-CDGateway
        Stop-CDGateway -Force -WarningAction Ignore
        $job = Start-CDGateway
        & (Join-Path $tools systemctl) --user restart $registered.Name
        function Get-Waiting { Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME run) -Filter 'waiting-*.json' }
        function Wait-For([scriptblock] $Condition) { for ($i = 0; $i -lt 400 -and -not (& $Condition); $i++) { Start-Sleep -Milliseconds 50 } }
        Wait-For { Get-Waiting }
        (Get-CDGateway | Where-Object State -EQ Running).JobId | Should -Be $job.Id
        Remove-Job $job -Force
        Wait-For { (Get-CDGateway).State -eq 'Running' }
        (Get-CDGateway).Origin | Should -Be Registration
        Get-Waiting | Should -BeNullOrEmpty

        Stop-CDGateway -Force -WarningAction Ignore
        $null = Start-CDGateway
        & (Join-Path $tools systemctl) --user restart $registered.Name
        Wait-For { Get-Waiting }
        $waiting = [int](Get-Waiting | Get-Content -Raw | ConvertFrom-Json).pid
        Stop-CDGateway -Force -WarningAction Ignore
        Get-Process -Id $waiting -ErrorAction Ignore | Should -BeNullOrEmpty
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'refuses an interval that nobody means' {
        { Register-CDGateway -RepairInterval 60 } | Should -Throw -ErrorId 'RepairIntervalInvalid,*'
        { Register-CDGateway -RepairInterval 40.00:00:00 } | Should -Throw -ErrorId 'RepairIntervalInvalid,*'
        Get-Call | Should -BeNullOrEmpty
    }

    It 'warns of keys that nobody can ask for at logon' {
        $env:CD_TEST_KEY = 'sk-secret-0123456789abcdef'
        Set-CDProvider kimi -ApiKeyFromEnvironment CD_TEST_KEY -WarningAction Ignore
        $null = Register-CDGateway -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*CD_TEST_KEY*'
        $env:CD_TEST_KEY = $null
    }

    It 'for everybody asks for an administrator' -Skip:((id -u) -eq 0) {
        { Register-CDGateway -AllUsers } | Should -Throw -ErrorId 'AdministratorRequired,*'
        { Unregister-CDGateway -AllUsers } | Should -Throw -ErrorId 'AdministratorRequired,*'
    }

    It 'with -WhatIf calls nothing and changes nothing' {
        $before = Get-Tree $root
        Register-CDGateway -RepairInterval 1:00:00 -WhatIf
        Get-Tree $root | Should -Be $before
        Get-Call | Should -BeNullOrEmpty
    }

    It 'is stopped by Stop-CDGateway and stays registered' {
        $null = Register-CDGateway
        { Stop-CDGateway -ErrorAction Stop -WarningAction Ignore } | Should -Throw -ErrorId 'GatewayInUse,*'
        Stop-CDGateway -Force -WarningAction Ignore
        $shown = @(Get-CDGateway)
        $shown.Count | Should -Be 1
        $shown[0].State | Should -Be Stopped
        $shown[0].Registration.Kind | Should -Be Systemd
    }

    It 'is forgotten by Unregister-CDGateway, and the copy goes with it' {
        $null = Register-CDGateway -RepairInterval 1:00:00
        $gateway = (Get-CDGateway).ProcessId
        Unregister-CDGateway
        Get-Process -Id $gateway -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-Unit | Should -BeNullOrEmpty
        Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME bin) -ErrorAction Ignore | Should -BeNullOrEmpty
        $shown = Get-CDGateway
        $shown.State | Should -Be Stopped
        $shown.Registration | Should -BeNullOrEmpty
        (Get-CDProvider -Active).Id | Should -Be kimi
        Unregister-CDGateway
    }

    It 'with everything else goes by -Purge, which asks' {
        $null = Register-CDGateway -RepairInterval 1:00:00
        $before = Get-Content (Get-ProfilePath) -Raw
        { Unregister-CDGateway -Purge } | Should -Throw -ErrorId 'PurgeNotConfirmed,*' -ExpectedMessage '*API keys of Kimi*'
        Get-Content (Get-ProfilePath) -Raw | Should -Be $before
        (Get-CDGateway).State | Should -Be Running
        Unregister-CDGateway -Purge -Force -WarningAction Ignore
        $env:CLAUDEDESKTOP_HOME | Should -Not -Exist
        Get-ProfilePath | Should -Not -Exist
        Get-Unit | Should -BeNullOrEmpty
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'leaves what is not the module''s in a folder that was chosen for its data' {
        $null = New-Item (Join-Path $env:CLAUDEDESKTOP_HOME notes.txt) -Value mine
        Unregister-CDGateway -Purge -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings -join ' ' | Should -BeLike '*notes.txt*'
        (Get-ChildItem $env:CLAUDEDESKTOP_HOME -Force).Name | Should -Be notes.txt
    }
}
