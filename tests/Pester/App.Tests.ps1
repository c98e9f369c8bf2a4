# With a stand-in for Claude Desktop: a real program that saves its settings when it quits, and so undoes what was written meanwhile.
Describe 'Claude Desktop itself' {
    BeforeDiscovery { $notLinux = -not $IsLinux }
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/standin.ps1
        function Get-Mode([string] $Folder = 'Claude') { (Get-Content (Join-Path $env:CLAUDEDESKTOP_APP_HOME $Folder claude_desktop_config.json) -Raw | ConvertFrom-Json).deploymentMode }
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        foreach ($folder in 'Claude', 'Claude-3p') {
            $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_APP_HOME $folder claude_desktop_config.json) -Value '{"deploymentMode":"1p","theirs":1}'
        }
        $null = New-CDProvider -Name Direct -Mode Direct -BaseUri https://api.example.com -ApiKey (Get-Key)
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
    }

    AfterEach {
        Get-StandIn | Stop-Process -Force -ErrorAction Ignore
        $env:CLAUDEDESKTOP_APP_PATH = $null
        Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force
    }

    It 'is not looked for where another folder stands in for its own' {
        $app = Get-CDApp
        $app.IsInstalled | Should -BeFalse
        $app.SettingsFolder | Should -Be (Join-Path $env:CLAUDEDESKTOP_APP_HOME Claude-3p)
        { Restart-CDApp } | Should -Throw -ErrorId 'AppNotFound,*'
        (Enable-CDProvider Direct).RestartRequired | Should -BeTrue
        Test-CDProfile -Quiet | Should -BeTrue
    }

    It 'is missing where a name leads nowhere' {
        $env:CLAUDEDESKTOP_APP_PATH = Join-Path $root nowhere
        (Test-CDProfile).Code | Should -Be AppMissing
        { Enable-CDProvider Direct -Restart } | Should -Throw -ErrorId 'AppNotFound,*'
        Get-ProfilePath | Should -Not -Exist
    }

    Context 'as a stand-in' -Skip:$notLinux {
        It 'is shown with its processes, and fits 100 columns' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn helpers
            (Get-CDApp).IsRunning | Should -BeFalse
            $id = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            $app = Get-CDApp
            $app.ProcessId | Should -Be $id
            $app.ProcessIds | Should -HaveCount 3
            $app.ExecutablePath | Should -Be $env:CLAUDEDESKTOP_APP_PATH
            $app.StartedAt | Should -Not -BeNullOrEmpty
            ($app | Format-Table | Out-String -Width 100) -split '\r?\n' | ForEach-Object Length | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 100
        }

        It 'that does not run needs no restart, and is started by one' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
            (Enable-CDProvider Direct -Restart).RestartRequired | Should -BeFalse
            Get-StandIn | Should -BeNullOrEmpty
            $result = Restart-CDApp
            $result.WasRunning | Should -BeFalse
            (Get-StandIn).Id | Should -Be $result.App.ProcessId
        }

        It 'undoes a switch when it quits, which Restart-CDApp puts right' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
            $old = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            (Enable-CDProvider Direct).RestartRequired | Should -BeTrue
            $result = Restart-CDApp
            $result.WasRunning | Should -BeTrue
            $result.WasEnded | Should -BeFalse
            $result.WrittenAgain | Should -HaveCount 2
            $result.App.ProcessId | Should -Not -Be $old
            Get-Mode | Should -Be 3p
            Test-CDProfile -Quiet | Should -BeTrue
            ($result | Format-Table | Out-String -Width 100) | Should -Match '2 file'
        }

        It 'is restarted with the switch by -Restart, both ways' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
            $old = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            (Enable-CDProvider Direct -Restart).RestartRequired | Should -BeFalse
            Get-Mode | Should -Be 3p
            Get-CDApp | ForEach-Object ProcessId | Should -Not -Be $old
            Set-CDProvider direct -Name Renamed -Restart -WarningVariable warned -WarningAction SilentlyContinue
            $warned | Should -Not -BeLike '*quit it fully*'
            (Restore-CDOfficial -Restart).RestartRequired | Should -BeFalse
            Get-Mode | Should -Be 1p
            (Get-StandIn).Count | Should -Be 1
        }

        It 'is restarted by a repair that needs it, and by no other' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
            $null = Enable-CDProvider Direct
            $first = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            Repair-CDProfile -Restart | ForEach-Object Outcome | Should -Not -Be Repaired
            (Get-StandIn).Id | Should -Be $first
            Remove-Item (Get-ProfilePath)
            Repair-CDProfile -Restart -WhatIf
            (Get-StandIn).Id | Should -Be $first
            $result = Repair-CDProfile -Restart -WarningVariable warned -WarningAction SilentlyContinue
            $result | Where-Object Code -EQ ProfileMissing | ForEach-Object Outcome | Should -Be Repaired
            $result.RestartRequired | Should -Not -Contain $true
            $warned | Should -Not -BeLike '*quit it fully*'
            $second = (Get-StandIn).Id
            $second | Should -Not -Be $first
            Get-ProfilePath | Should -Exist
            Test-CDProfile -Quiet | Should -BeTrue
        }

        It 'that was not restarted since the switch is restarted by a repair' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
            $old = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            $null = Enable-CDProvider Direct -WarningAction Ignore
            (Get-Item (Get-ProfilePath)).LastWriteTimeUtc = (Get-CDApp).StartedAt.UtcDateTime.AddSeconds(2.1)
            Test-CDProfile | ForEach-Object Code | Should -Contain AppNotRestarted
            $null = Repair-CDProfile -Confirm:$false
            (Get-StandIn).Id | Should -Be $old
            Repair-CDProfile -Restart | ForEach-Object { "$($_.Outcome) $($_.Code)" } | Should -Contain 'Repaired AppNotRestarted'
            (Get-StandIn).Id | Should -Not -Be $old
            Test-CDProfile | ForEach-Object Code | Should -Not -Contain AppNotRestarted
        }

        It 'is restarted with the state that a snapshot brings back' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
            $null = Enable-CDProvider Direct -Restart
            $null = Restore-CDOfficial -Restart
            $old = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            $back = Get-CDProfile -History | Select-Object -First 1 | Repair-CDProfile -Restart
            $back.RestartRequired | Should -BeFalse
            Get-Mode | Should -Be 3p
            (Get-StandIn).Id | Should -Not -Be $old
        }

        It 'is not restarted for a provider whose gateway does not run, and nothing is written' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
            $id = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            { Enable-CDProvider Kimi -Restart } | Should -Throw -ErrorId 'GatewayNotRunning,*'
            { Set-CDProvider kimi -Enable -Restart } | Should -Throw -ErrorId 'GatewayNotRunning,*'
            Get-ProfilePath | Should -Not -Exist
            (Get-StandIn).Id | Should -Be $id
            (Enable-CDProvider Kimi -StartGateway -Restart).Provider.Name | Should -Be Kimi
            (Get-StandIn).Id | Should -Not -Be $id
            (Test-CDProfile).Code | Should -Be Healthy
        }

        It 'that does not quit is ended by -Force alone where nobody can be asked, and its namesake never' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn stubborn
            $namesake = Start-StandIn (New-StandIn -Name elsewhere)
            $id = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            $shell = (Get-Process -Id $PID).Path
            $said = '' | & $shell -NoProfile -NonInteractive -Command "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; try { Restart-CDApp -TimeoutSec 1 } catch { `$_.FullyQualifiedErrorId }"
            $said | Should -Be 'AppQuitFailed,ClaudeDesktop.Cmdlets.Desktop.RestartCDAppCommand'
            Get-Process -Id $id | Should -Not -BeNullOrEmpty
            (Restart-CDApp -TimeoutSec 1 -Force).WasEnded | Should -BeTrue
            Get-Process -Id $id -ErrorAction Ignore | Where-Object { -not $_.HasExited } | Should -BeNullOrEmpty
            Get-Process -Id $namesake | Should -Not -BeNullOrEmpty
        }

        It 'switched, but not quitting, leaves what the switch says of itself' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn stubborn
            $null = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            $shell = (Get-Process -Id $PID).Path
            $said = '' | & $shell -NoProfile -NonInteractive -Command "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; `$seen = @(); try { Enable-CDProvider Direct -Restart -OutVariable seen } catch { `$_.FullyQualifiedErrorId }; `$seen.RestartRequired"
            $said | Should -Contain 'AppQuitFailed,ClaudeDesktop.Cmdlets.Providers.EnableCDProviderCommand'
            $said | Should -Contain 'True'
        }

        It 'being waited for is given up on Ctrl+C at once, with a word on how things stand' {
            $env:CLAUDEDESKTOP_APP_PATH = New-StandIn stubborn
            $id = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
            $script = Join-Path $root 'stop.ps1'
            Set-Content $script @'
                param($Module, $Asked)
                $space = [runspacefactory]::CreateRunspace($Host)
                $space.Open()
                $inner = [powershell]::Create($space).AddScript('param($Module) $ProgressPreference = "Ignore"; Import-Module $Module; Restart-CDApp -TimeoutSec 600').AddArgument($Module)
                $null = $inner.BeginInvoke()
                for ($i = 0; $i -lt 600 -and -not (Test-Path $Asked); $i++) { Start-Sleep -Milliseconds 50 }
                $inner.Stop()
                "Stopped: $($inner.InvocationStateInfo.State)"
'@
            $said = '' | & (Get-Process -Id $PID).Path -NoProfile -File $script $env:CLAUDEDESKTOP_TEST_MODULE (Join-Path $root install/asked) | Out-String
            $said | Should -BeLike '*Stopped: Stopped*'
            $said | Should -BeLike '*still runs*'
            (Get-StandIn).Id | Should -Be $id
        }
    }
}
