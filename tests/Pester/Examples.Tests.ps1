# The examples of the help that ships, each in a shell of its own, in a home and a folder that are thrown away.
BeforeDiscovery {
    . $PSScriptRoot/examples.ps1
    $python = Get-Command python3, python -CommandType Application -ErrorAction Ignore | Where-Object { & $_ -c 'import sqlite3' 2>$null; $LASTEXITCODE -eq 0 }
    $help = [xml](Get-Content -Raw (Join-Path (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) 'en-US/ClaudeDesktop.Cmdlets.dll-Help.xml'))
    function New-Example([string] $Owner, [string] $Title, [string] $Code) {
        $name = "${Owner}: $Title"
        $found = @($needs[$name] ?? $needs[$Owner])
        $skipped = $notRun.ContainsKey($name) -or (-not $IsLinux -and ($found -contains 'App' -or $found -contains 'Logon')) -or ($found -contains 'CcSwitch' -and -not $python)
        @{ Name = $name; Found = $found; Code = $Code; Skipped = $skipped }
    }
    $examples = @(
        foreach ($command in $help.helpItems.command) {
            foreach ($example in @($command.examples.example)) { New-Example $command.details.name ($example.title -replace '^-+ Example \d+: | -+$') $example.code }
        }
        foreach ($topic in Get-ChildItem (Join-Path $PSScriptRoot '../../docs/about') -Filter about_*.md) {
            $blocks = @((ConvertFrom-Markdown -LiteralPath $topic.FullName).Tokens | Where-Object { $_.GetType().Name -eq 'FencedCodeBlock' -and $_.Info -eq 'powershell' })
            for ($i = 0; $i -lt $blocks.Count; $i++) { New-Example $topic.BaseName ($i + 1) $blocks[$i].Lines.ToString() }
        }
    )
    $strangers = @(@($needs.Keys) + @($ended.Keys) + @($notRun.Keys) | Where-Object { $_ -like '*:*' -and $_ -notin $examples.Name })
}

Describe 'The examples of the help' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        . $PSScriptRoot/standin.ps1
        . $PSScriptRoot/examples.ps1
        $upstream = Start-TestUpstream @{
            '/kimi/v1/messages'           = @{ Events = $anthropicEvents }
            '/kimi/v1/models'             = @{ Body = '{"data":[{"id":"kimi-k2.5","display_name":"Kimi K2.5"},{"id":"kimi-k2-turbo"}]}' }
            '/openai/v1/chat/completions' = @{ Events = $chatEvents }
            '/openai/v1/models'           = @{ Body = '{"data":[{"id":"gpt-5.2","created":1765000000},{"id":"gpt-5-mini","created":1754000000},{"id":"whisper-1","created":1677000000}]}' }
            '/local/v1/chat/completions'  = @{ Events = $chatEvents }
            '/ollama/api/create'          = @{ Lines = '{"status":"success"}' }
            '/ollama/api/pull'            = @{ Lines = '{"status":"success"}' }
            '/ollama/api/show'            = @{ Body = '{"capabilities":["completion","tools"]}' }
            '/ollama/api/tags'            = @{ Body = '{"models":[{"name":"gemma4:latest","size":4000}]}' }
            '/local/v1/models'            = @{ Body = '{"data":[{"id":"qwen3-coder"}]}' }
        }
        $env:OPENAI_API_KEY = $env:KIMI_API_KEY = 'sk-secret-0123456789abcdef'
        $env:CLAUDEDESKTOP_TEST_LEDGER = Join-Path $PSScriptRoot ledger.ps1
        $env:CLAUDEDESKTOP_TEST_SYSTEMCTL = Join-Path $PSScriptRoot systemctl.sh
        $realConfig = $env:XDG_CONFIG_HOME

        function New-ExampleShell([string] $Folder) {
            $shell = [powershell]::Create()
            $shell.Runspace.SessionStateProxy.SetVariable('upstreamRoot', $upstream.Root)
            $shell.Runspace.SessionStateProxy.SetVariable('key', (Get-Key))
            Invoke-In $shell { param($module, $folder) Import-Module $module; Set-Location -LiteralPath $folder } $env:CLAUDEDESKTOP_TEST_MODULE $Folder
            # Somebody who types a key when asked for one, and says yes.
            Invoke-In $shell {
                function global:Read-Host { param($Prompt, [switch] $AsSecureString) $key }
                function global:Get-Credential { param($UserName, $Message) [pscredential]::new($UserName, $key) }
                $global:ConfirmPreference = 'None'
                $global:ProgressPreference = 'Ignore'
            }
            $shell
        }
        function Invoke-In($Shell, [scriptblock] $Script) {
            $Shell.Commands.Clear()
            $null = $Shell.AddScript("$Script", $false)
            foreach ($argument in $args) { $null = $Shell.AddArgument($argument) }
            $Shell.Invoke()
            if ($Shell.Streams.Error.Count) { throw "$($Shell.Streams.Error[0])" }
        }
    }
    AfterAll {
        Stop-TestUpstream $upstream
        $env:OPENAI_API_KEY = $env:KIMI_API_KEY = $env:CLAUDEDESKTOP_TEST_SYSTEMCTL = $null
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        $folder = (New-Item -ItemType Directory (Join-Path $root work)).FullName
        $shell = New-ExampleShell $folder
        Invoke-In $shell $worlds.Usual
    }
    AfterEach {
        $shell.Commands.Clear()
        $null = $shell.AddScript('Get-Job | Remove-Job -Force; Stop-CDGateway -Force').Invoke()
        $shell.Runspace.Dispose()
        $shell.Dispose()
        if ($env:CLAUDEDESKTOP_APP_PATH) { Get-StandIn | Stop-Process -Force -ErrorAction Ignore }
        $env:CLAUDEDESKTOP_APP_PATH = $null
        [AppContext]::SetData('ClaudeDesktop.SystemFolder', $null)
        $env:XDG_CONFIG_HOME = $realConfig
    }

    It 'need nothing that no example has any more' -ForEach @(, @{ Strangers = $strangers }) {
        $Strangers | Should -BeNullOrEmpty -Because 'tests/Pester/examples.ps1 names examples by their cmdlet and title'
    }

    It 'run: <Name>' -ForEach ($examples | Where-Object Skipped -EQ $false) {
        foreach ($world in $Found) {
            if ($world -eq 'App') { $env:CLAUDEDESKTOP_APP_PATH = New-StandIn; $null = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH }
            elseif ($world) { Invoke-In $shell $worlds[$world] }
        }
        $shell.Streams.ClearStreams()
        $shell.Commands.Clear()
        $before = Get-Tree $root

        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.AddScript($Code, $false).BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
        if ($ended.ContainsKey($Name)) {
            for ($i = 0; $i -lt 1200 -and -not $running.IsCompleted -and -not (& $ended[$Name]); $i++) { Start-Sleep -Milliseconds 50 }
            $running.IsCompleted | Should -BeFalse -Because 'somebody has to end it'
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be Stopped
        }
        else {
            $running.AsyncWaitHandle.WaitOne(120000) | Should -BeTrue -Because 'an example comes to an end'
            $shell.EndInvoke($running)
        }

        $shell.Streams.Error | Should -BeNullOrEmpty
        $after = Get-Tree $root
        if ($Code -match '-WhatIf') { $after | Should -Be $before -Because '-WhatIf changes nothing' }
        else { ($output.Count -gt 0 -or $shell.Streams.Information.Count -gt 0 -or "$after" -ne "$before") | Should -BeTrue -Because 'an example gives something, or changes something' }
        $output | Out-String -Width 300 | Should -Not -Match '0123456789abcdef' -Because 'a secret is shown to nobody'
    }

    It 'cannot run here: <Name>' -Skip -ForEach ($examples | Where-Object Skipped -EQ $true) { }
}
