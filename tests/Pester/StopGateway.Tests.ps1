Describe 'A gateway that is answering' {
    BeforeAll {
        . $PSScriptRoot/common.ps1

        # An upstream whose answer never ends.
        $upstreamPort = Get-FreePort
        $upstream = [Net.HttpListener]::new()
        $upstream.Prefixes.Add("http://127.0.0.1:$upstreamPort/")
        $upstream.Start()
        $answering = Start-ThreadJob -ArgumentList $upstream {
            param($upstream)
            $open = [Collections.Generic.List[object]]::new()
            $asked = $upstream.GetContextAsync()
            while ($upstream.IsListening) {
                if ($asked.Wait(50)) {
                    $asked.Result.Response.ContentType = 'text/event-stream'
                    $asked.Result.Response.SendChunked = $true
                    $open.Add($asked.Result.Response)
                    $event = "event: message_start`ndata: {`"type`":`"message_start`",`"message`":{`"id`":`"m`",`"type`":`"message`",`"role`":`"assistant`",`"model`":`"k`",`"content`":[],`"stop_reason`":null,`"stop_sequence`":null,`"usage`":{`"input_tokens`":1,`"output_tokens`":1}}}`n`n"
                    try { $asked.Result.Response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($event)); $asked.Result.Response.OutputStream.Flush() } catch { }
                    $asked = $upstream.GetContextAsync()
                }
                foreach ($response in $open) { try { $response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes("event: ping`ndata: {`"type`":`"ping`"}`n`n")); $response.OutputStream.Flush() } catch { } }
            }
        }
        function Open-Stream($Port) {
            $token = (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceGatewayApiKey
            $client = [Net.Http.HttpClient]::new()
            $request = [Net.Http.HttpRequestMessage]::new('Post', "http://127.0.0.1:$Port/claude-desktop/v1/messages")
            $request.Headers.Authorization = [Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', $token)
            $request.Content = [Net.Http.StringContent]::new('{"model":"claude-sonnet-5","max_tokens":8,"stream":true,"messages":[{"role":"user","content":"Hello"}]}', [Text.Encoding]::UTF8, 'application/json')
            $answer = $client.SendAsync($request, 'ResponseHeadersRead').Result
            $reader = [IO.StreamReader]::new($answer.Content.ReadAsStream())
            $reader.ReadLine() | Should -Be 'event: message_start'

            # An answer that nobody holds is closed whenever the shell collects its memory.
            $client | Add-Member -NotePropertyName Answer -NotePropertyValue $reader -PassThru
        }
    }

    AfterAll {
        $upstream.Stop()
        $answering | Remove-Job -Force
    }

    BeforeEach {
        $null = New-TestHome -OwnPort
        $null = New-CDProvider -Name Kimi -Preset Kimi -BaseUri "http://127.0.0.1:$upstreamPort/" -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
    }

    AfterEach { Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force }

    It 'is not stopped before somebody says so, and it is said what would be missed' {
        $job = Start-CDGateway
        $client = Open-Stream $job.Port
        { Stop-CDGateway -ErrorAction Stop -WarningAction Ignore } | Should -Throw -ErrorId 'GatewayInUse,*' -ExpectedMessage '*''Kimi''*answering 1 request*'
        (Get-CDGateway).State | Should -Be Running
        Stop-CDGateway -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings -join ' ' | Should -BeLike '*''Kimi''*answering 1 request*'
        (Get-CDGateway).State | Should -Be Stopped
        $client.Dispose()
    }

    It 'is neither replaced nor unregistered before somebody says so' -Skip:(-not $IsLinux) {
        $tools = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        Copy-Item (Join-Path $PSScriptRoot systemctl.sh) (Join-Path $tools systemctl)
        chmod +x (Join-Path $tools systemctl)
        [AppContext]::SetData('ClaudeDesktop.SystemFolder', $tools)
        $realConfig = $env:XDG_CONFIG_HOME
        $env:XDG_CONFIG_HOME = Join-Path $tools config
        try {
            $job = Start-CDGateway
            $client = Open-Stream $job.Port
            { Register-CDGateway -WarningAction Ignore } | Should -Throw -ErrorId 'GatewayInUse,*' -ExpectedMessage '*answering 1 request*'
            (Get-CDGateway).State | Should -Be Running
            Join-Path $tools calls | Should -Not -Exist
            $null = Register-CDGateway -WarningAction Ignore -Force
            $client.Dispose()
            $client = Open-Stream (Get-CDGateway).Port
            { Unregister-CDGateway -WarningAction Ignore } | Should -Throw -ErrorId 'GatewayInUse,*' -ExpectedMessage '*answering 1 request*'
            (Get-CDGateway).State | Should -Be Running
            Unregister-CDGateway -Force -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings -join ' ' | Should -BeLike '*answering 1 request*'
            (Get-CDGateway).State | Should -Be Stopped
            $client.Dispose()
        }
        finally {
            Get-CDGateway | Where-Object ProcessId | ForEach-Object { Stop-Process -Id $_.ProcessId -Force }
            [AppContext]::SetData('ClaudeDesktop.SystemFolder', $null)
            $env:XDG_CONFIG_HOME = $realConfig
        }
    }

    It 'is stopped by -Confirm:$false, and by a preference that asks nothing' {
        $null = Start-CDGateway
        Stop-CDGateway -Confirm:$false -WarningAction Ignore
        (Get-CDGateway).State | Should -Be Stopped
        $null = Start-CDGateway
        $ConfirmPreference = 'None'
        Stop-CDGateway -WarningAction Ignore
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'is stopped without a word where nobody would miss it' {
        $null = Restore-CDOfficial
        $null = Start-CDGateway
        Stop-CDGateway -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'says how much it is doing to nobody without the token' {
        $job = Start-CDGateway
        (Invoke-WebRequest "http://127.0.0.1:$($job.Port)/healthz").Headers.Keys | Should -Not -Contain X-ClaudeDesktop-Requests
    }

    It 'is gone when its shell is killed' -Skip:$IsWindows {
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
        '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; `$job = Start-CDGateway; `"`$(`$job.ProcessId) `$(`$job.Port)`"; [Console]::In.ReadLine()" | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $start.RedirectStandardInput = $true
        $shell = [Diagnostics.Process]::Start($start)
        $id, $port = -split $shell.StandardOutput.ReadLine()
        $gateway = Get-Process -Id $id
        $client = Open-Stream $port
        kill -KILL $shell.Id
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $gateway.WaitForExit(20000) | Should -BeTrue
        Write-Host "      The gateway was gone $($watch.ElapsedMilliseconds) ms after its shell."
        $client.Dispose()
    }

    It 'fails its job with its exit code, the last lines of its log and what to do when it is killed' -Skip:$IsWindows {
        $job = Start-CDGateway
        $null = Invoke-WebRequest "http://127.0.0.1:$($job.Port)/claude-desktop/v1/models" -SkipHttpErrorCheck
        kill -KILL $job.ProcessId
        (Wait-Job $job -Timeout 20).State | Should -Be Failed
        $job.Error[-1].Exception.Message | Should -BeLike '*exit code 137*Its log ended with: *answers on port*'
        $job.Error[-1].ErrorDetails.RecommendedAction | Should -BeLike '*Start-CDGateway*'
    }
}
