# An Ollama on loopback that has two models, and downloads others.
Describe 'An Ollama' {
    BeforeDiscovery { $notLinux = -not $IsLinux }
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        . $PSScriptRoot/standin.ps1
        $realConfig = $env:XDG_CONFIG_HOME
        $pulled = '{"status":"pulling manifest"}', '{"status":"pulling 7c9","total":4000000000,"completed":1000000000}', '{"status":"pulling 7c9","total":4000000000,"completed":3000000000}', '{"status":"verifying sha256 digest"}', '{"status":"success"}'
        $ollama = Start-TestUpstream @{
            '/api/version' = @{ Body = '{"version":"0.40.12"}' }
            '/api/tags'    = @{ Body = '{"models":[{"name":"small:4b","size":4000,"capabilities":["completion","tools"]},{"name":"big:30b","size":30000,"capabilities":["completion","tools"]},{"name":"embed:latest","size":90000,"capabilities":["embedding"]}]}' }
            '/api/show'    = @{ Body = '{"model_info":{"qwen.context_length":131072},"capabilities":["completion","tools"]}' }
            '/api/ps'      = @{ Body = '{"models":[{"name":"big:30b","context_length":65536},{"name":"small:4b","context_length":4096}]}' }
            '/api/pull'    = @{ ByModel = @{ 'new:7b' = @{ Lines = $pulled }; 'nobody' = @{ Lines = '{"status":"pulling manifest"}', '{"error":"pull model manifest: file does not exist"}' }; 'endless' = @{ Lines = '{"status":"pulling 7c9","total":4000000000,"completed":1000000000}'; Endless = $true } } }
            '/api/create'  = @{ Lines = '{"status":"success"}' }
            '/v1/messages' = @{ Events = $anthropicEvents }
        }
        function Get-Asked([string] $Path) { @($ollama.Calls.ToArray() | Where-Object Path -EQ $Path) }
    }
    AfterAll {
        Stop-TestUpstream $ollama
        $env:XDG_CONFIG_HOME = $realConfig
    }
    BeforeEach {
        $root = New-TestHome -OwnPort
        $env:OLLAMA_HOST = "127.0.0.1:$($ollama.Port)"
        $ollama.Calls.Clear()
        foreach ($folder in 'Claude', 'Claude-3p') {
            $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_APP_HOME $folder claude_desktop_config.json) -Value '{"deploymentMode":"1p","theirs":1}'
        }
    }
    AfterEach {
        Get-StandIn | Stop-Process -Force -ErrorAction Ignore
        $env:CLAUDEDESKTOP_APP_PATH = $null
        [AppContext]::SetData('ClaudeDesktop.SystemFolder', $null)
        Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force
        Get-CDGateway | Where-Object ProcessId | ForEach-Object { Stop-Process -Id $_.ProcessId -Force }
    }

    It 'is found, its models chosen, Claude Desktop led to it and restarted, in one line' -Skip:$notLinux {
        $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
        $first = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH
        $switched = New-CDProvider -Preset Ollama -WarningAction Ignore | Enable-CDProvider -StartGateway -Restart -WarningAction Ignore
        $switched.RestartRequired | Should -BeFalse
        Get-Process -Id $first -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-StandIn | Should -HaveCount 1
        Test-CDProfile -Quiet | Should -BeTrue

        $test = Test-CDProvider Ollama
        $test.Problem | Should -BeNullOrEmpty
        $test.Way, $test.Streamed, $test.Tools, $test.ContextLength, $test.ServerVersion, $test.Cost | Should -Be Gateway, $true, Native, 65536, ([version]'0.40.12'), 0

        # A sub-agent that asks for the quick model gets another one, and too little room is said.
        $quick = Test-CDProvider Ollama -Model claude-haiku-4-5
        $quick.Succeeded, $quick.ContextLength | Should -Be $false, 4096
        $quick.RecommendedAction | Should -BeLike '*OLLAMA_CONTEXT_LENGTH*'
        (Get-Asked /v1/messages).Body.ForEach{ ($_ | ConvertFrom-Json).model } | Select-Object -Unique | Should -Be big:30b, small:4b
    }

    It 'is left again, and Claude Desktop''s files are as they were, byte for byte' {
        $files = Get-ChildItem $env:CLAUDEDESKTOP_APP_HOME -Recurse -File
        $before = $files | Get-FileHash
        $null = New-CDProvider -Preset Ollama -WarningAction Ignore | Enable-CDProvider -StartGateway -WarningAction Ignore
        ($files | Get-FileHash).Hash | Should -Not -Be $before.Hash
        $null = Restore-CDOfficial -WarningAction Ignore
        ($files | Get-FileHash).Hash | Should -Be $before.Hash
        Get-ProfilePath | Should -Not -Exist
    }

    It 'keeps its gateway beyond this shell with -Register' -Skip:$notLinux {
        $tools = (New-Item -ItemType Directory (Join-Path $root tools)).FullName
        Copy-Item (Join-Path $PSScriptRoot systemctl.sh) (Join-Path $tools systemctl)
        chmod +x (Join-Path $tools systemctl)
        $env:XDG_CONFIG_HOME = Join-Path $root config
        $shell = (Get-Process -Id $PID).Path
        & $shell -NoProfile -NonInteractive -Command "[AppContext]::SetData('ClaudeDesktop.SystemFolder', '$tools'); Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; New-CDProvider -Preset Ollama | Enable-CDProvider -Register" 3>$null | Should -Not -BeNullOrEmpty
        [AppContext]::SetData('ClaudeDesktop.SystemFolder', $tools)
        $running = Get-CDGateway
        $running.State, $running.Origin | Should -Be Running, Registration
        (Test-CDProvider Ollama).Way | Should -Be Gateway

        # Again leaves what runs.
        $null = Enable-CDProvider Ollama -Register -WarningAction Ignore
        (Get-CDGateway).ProcessId | Should -Be $running.ProcessId
        Unregister-CDGateway
    }

    It 'takes nothing in hand with -WhatIf' {
        $before = Get-Tree $root
        New-CDProvider -Preset Ollama -Route (New-CDModelRoute Sonnet new:7b) -Pull -ContextLength 65536 -WhatIf -WarningAction Ignore
        Get-Tree $root | Should -Be $before
        Get-Asked /api/pull | Should -BeNullOrEmpty
        Get-Asked /api/create | Should -BeNullOrEmpty
    }

    It 'downloads what is missing, and shows how far it is' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript('Import-Module $env:CLAUDEDESKTOP_TEST_MODULE; New-CDProvider -Preset Ollama -Route (New-CDModelRoute Sonnet new:7b), (New-CDModelRoute Haiku small:4b) -Pull -WarningAction Ignore')
        $made = $shell.Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        $made.Routes.Model | Should -Be new:7b, small:4b
        Get-Asked /api/pull | Should -HaveCount 1
        $shown = $shell.Streams.Progress | Where-Object Activity -EQ 'Downloading new:7b'
        $shown[-1].RecordType | Should -Be Completed
        $shell.Dispose()
    }

    It 'says why a download failed, and adds nothing' {
        { New-CDProvider -Preset Ollama -Route (New-CDModelRoute Sonnet nobody) -Pull -ErrorAction Stop -WarningAction Ignore } | Should -Throw -ErrorId 'UpstreamModelUnknown,*' -ExpectedMessage "*did not get the model 'nobody'*file does not exist*"
        (Get-CDProvider).Id | Should -Be claude-desktop-official
    }

    It 'shows a download in percent and ends it at once with Ctrl+C' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript('Import-Module $env:CLAUDEDESKTOP_TEST_MODULE; New-CDProvider -Preset Ollama -Route (New-CDModelRoute Sonnet endless) -Pull -WarningAction Ignore')
        $running = $shell.BeginInvoke()
        for ($i = 0; $i -lt 400 -and $shell.Streams.Progress.PercentComplete -notcontains 25; $i++) { Start-Sleep -Milliseconds 50 }
        $shell.Streams.Progress.StatusDescription | Should -Contain 'pulling 7c9: 1,000 of 4,000 MB'
        $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        $running.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be Stopped
        for ($i = 0; $i -lt 400 -and $ollama.Calls.Method -notcontains 'GONE'; $i++) { Start-Sleep -Milliseconds 50 }
        $ollama.Calls.Method | Should -Contain GONE
        (Get-CDProvider).Id | Should -Be claude-desktop-official
        $shell.Dispose()
    }

    It 'makes models with room where that is asked for, and takes those' {
        $made = New-CDProvider -Preset Ollama -ContextLength 65536
        $made.Routes.Model | Should -Be big:30b-64k, small:4b-64k
        (Get-Asked /api/create).Body.ForEach{ ($_ | ConvertFrom-Json).parameters.num_ctx } | Should -Be 65536, 65536
    }

    It 'is added where nobody answers, with a warning, and not where work was asked for' {
        $env:OLLAMA_HOST = "127.0.0.1:$(Get-FreePort)"
        (New-CDProvider -Preset Ollama -WarningVariable warned -WarningAction SilentlyContinue).Routes.Model | Should -Be qwen3.5, gemma4
        $warned | Should -BeLike 'No Ollama answers at *ollama serve*'
        { New-CDProvider -Name Other -Preset Ollama -Pull -ErrorAction Stop } | Should -Throw -ErrorId 'UpstreamUnreachable,*'
        (Get-CDProvider).Id | Should -Not -Contain other
    }

    It 'warns of models that are missing and of too little room, with what to do' {
        $null = New-CDProvider -Preset Ollama -Route (New-CDModelRoute Sonnet new:7b), (New-CDModelRoute Haiku small:4b) -WarningVariable warned -WarningAction SilentlyContinue
        $warned[0] | Should -BeLike '*does not have new:7b*ollama pull new:7b*-Pull*'
        $warned[1] | Should -BeLike '*small:4b*4096 tokens*OLLAMA_CONTEXT_LENGTH=65536*'
    }

    It 'has its models offered by Tab' {
        $null = New-CDProvider -Preset Ollama -WarningAction Ignore
        $line = 'Test-CDProvider ollama -Model '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "'big:30b'"
    }

    It 'alone takes -Pull and -ContextLength' {
        { New-CDProvider -Preset Kimi -Pull -ErrorAction Stop } | Should -Throw -ErrorId 'PresetValueInvalid,*'
        { New-CDProvider -Preset Kimi -ContextLength 65536 -ErrorAction Stop } | Should -Throw -ErrorId 'PresetValueInvalid,*'
        { New-CDProvider -BaseUri https://api.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInvalid,*'
    }
}
