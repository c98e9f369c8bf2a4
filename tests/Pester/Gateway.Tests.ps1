Describe 'The gateway as a job' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Wait-Until([scriptblock] $Condition) {
            for ($i = 0; $i -lt 200 -and -not (& $Condition); $i++) { Start-Sleep -Milliseconds 50 }
            & $Condition
        }
        function Get-LocalToken { (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceGatewayApiKey }
        function Send-Message($Port, $Token) {
            $body = @{ model = 'claude-sonnet-5'; max_tokens = 8; messages = @(@{ role = 'user'; content = 'Hello' }) } | ConvertTo-Json -Depth 5
            Invoke-WebRequest "http://127.0.0.1:$Port/claude-desktop/v1/messages" -Method Post -Body $body -ContentType application/json -Headers @{ Authorization = "Bearer $Token" } -SkipHttpErrorCheck
        }

        # An upstream that gives every question the same answer.
        $upstreamPort = Get-FreePort
        $upstream = [Net.HttpListener]::new()
        $upstream.Prefixes.Add("http://127.0.0.1:$upstreamPort/")
        $upstream.Start()
        $answering = Start-ThreadJob -ArgumentList $upstream {
            param($upstream)
            $answer = '{"id":"msg_1","type":"message","role":"assistant","model":"kimi","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}'
            while ($upstream.IsListening) {
                # A wait that nothing can interrupt would outlast the listener.
                $asked = $upstream.GetContextAsync()
                while (-not $asked.Wait(100)) { if (-not $upstream.IsListening) { return } }
                $context = $asked.Result
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($answer))
                $context.Response.Close()
            }
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

    It 'is a job like any other' {
        $job = Start-CDGateway
        (Get-Job -Id $job.Id).State | Should -Be Running
        $job.Location | Should -Be "127.0.0.1:$($job.Port)"
        Receive-Job $job -Keep 6>&1 | Where-Object Tags -Contains CDGateway | Should -Not -BeNullOrEmpty
        Stop-Job $job
        (Wait-Job $job).State | Should -Be Stopped
        Stop-Job $job
        $job.StopJob()
        Remove-Job $job
        Get-Job | Where-Object Id -EQ $job.Id | Should -BeNullOrEmpty
        Get-Process -Id $job.ProcessId -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'gives one record a request, and asks for its token' {
        $job = Start-CDGateway
        (Send-Message $job.Port 'wrong').StatusCode | Should -Be 401
        (Send-Message $job.Port (Get-LocalToken)).StatusCode | Should -Be 200
        Wait-Until { $job.Output.Count -gt 0 } | Should -BeTrue
        $record = Receive-Job $job | Where-Object StatusCode -EQ 200
        $record | Should -BeOfType ClaudeDesktop.GatewayControl.GatewayRequest
        $record.RequestedModel | Should -Be claude-sonnet-5
        $record.Model | Should -Be kimi-k2.7-code
        $record.Provider | Should -Be kimi
        $record.OutputTokens | Should -Be 1
    }

    It 'is ended by Remove-Job -Force alone' {
        $job = Start-CDGateway
        Remove-Job $job -Force
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'fails with its exit code and what to do when its process is ended' {
        $job = Start-CDGateway
        Stop-Process -Id $job.ProcessId -Force
        (Wait-Job $job -Timeout 20).State | Should -Be Failed
        $job.Error[0].FullyQualifiedErrorId | Should -Be GatewayExited
        $job.Error[0].Exception.Message | Should -BeLike '*exit code*'
        $job.Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*Start-CDGateway*'
        { Receive-Job $job -ErrorAction Stop } | Should -Throw -ErrorId 'GatewayExited*'
    }

    It 'is started once, however often it is asked for' {
        $job = Start-CDGateway
        $said = Start-CDGateway -Verbose 4>&1
        $said[0] | Should -BeLike '*already*'
        $said[1].Id | Should -Be $job.Id
    }

    It 'shows itself to Get-CDGateway, and goes by Stop-CDGateway' {
        (Get-CDGateway).State | Should -Be Stopped
        $job = Start-CDGateway
        $shown = Get-CDGateway
        $shown.State | Should -Be Running
        $shown.JobId | Should -Be $job.Id
        $shown.ProcessId | Should -Be $job.ProcessId
        $shown.ProviderName | Should -Be Kimi
        "$($shown.Address)" | Should -Be (Get-CDProfile).BaseUrl
        $shown | Stop-CDGateway -Force -WarningAction Ignore
        $job.State | Should -Be Stopped
        Get-CDGateway | Stop-CDGateway
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'is started by Enable-CDProvider -StartGateway, and taken back when the switch fails' {
        (Enable-CDProvider Kimi -StartGateway).Provider.Id | Should -Be kimi
        (Get-CDGateway).State | Should -Be Running
        Stop-CDGateway -Force -WarningAction Ignore
        $null = New-CDProvider -Name Keyless -Preset DeepSeek -ApiKey (Get-Key)
        Remove-Key keyless
        { Enable-CDProvider Keyless -StartGateway } | Should -Throw -ErrorId 'ProviderKeyMissing,*'
        (Get-CDGateway).State | Should -Be Stopped
    }

    It 'follows a switch without being started again' {
        $job = Start-CDGateway
        $null = New-CDProvider -Name Other -Preset Kimi -BaseUri "http://127.0.0.1:$upstreamPort/" -ApiKey (Get-Key)
        $null = Enable-CDProvider Other
        Wait-Until { $null = Send-Message $job.Port (Get-LocalToken); @($job.Output | Where-Object { $_.Provider -eq 'other' }).Count -gt 0 } | Should -BeTrue
    }
}

Describe 'The gateway''s port' {
    BeforeAll { . $PSScriptRoot/common.ps1 }

    BeforeEach {
        $null = New-TestHome -OwnPort
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $taken = $listener.LocalEndpoint.Port
    }

    AfterEach {
        $listener.Stop()
        Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force
    }

    It 'named and taken by another program is an error, and nothing changes' {
        $before = Get-Tree (Split-Path $env:CLAUDEDESKTOP_HOME)
        { Start-CDGateway -Port $taken } | Should -Throw -ErrorId 'GatewayPortTaken,*'
        Get-Tree (Split-Path $env:CLAUDEDESKTOP_HOME) | Should -Be $before
        Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Should -BeNullOrEmpty
    }

    It 'named and free is remembered, and written to the profile' {
        $listener.Stop()
        $job = Start-CDGateway -Port $taken -WarningVariable warnings -WarningAction SilentlyContinue
        $job.Port | Should -Be $taken
        (Get-CDProfile).BaseUrl | Should -Be "http://127.0.0.1:$taken/claude-desktop"
        $warnings | Should -BeLike '*start it again*'
        Test-CDProfile -Quiet | Should -BeTrue
        Stop-CDGateway -Force -WarningAction Ignore
        (Get-CDGateway).Port | Should -Be $taken
    }

    It 'remembered and taken by another program gives way to a free one, in the profile too' {
        $listener.Stop()
        Start-CDGateway -Port $taken -WarningAction Ignore | Remove-Job -Force
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, $taken)
        $listener.Start()
        (Get-CDGateway).State | Should -Be Foreign
        (Test-CDProfile).Code | Should -Contain PortTaken
        $job = Start-CDGateway -WarningVariable warnings -WarningAction SilentlyContinue
        $job.Port | Should -Not -Be $taken
        $warnings | Should -BeLike "Port $taken is taken*start it again*"
        (Get-CDProfile).BaseUrl | Should -Be "http://127.0.0.1:$($job.Port)/claude-desktop"
        Test-CDProfile -Quiet | Should -BeTrue
    }

    It 'held by another program is left alone by Stop-CDGateway' {
        $listener.Stop()
        Start-CDGateway -Port $taken -WarningAction Ignore | Remove-Job -Force
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, $taken)
        $listener.Start()
        { Get-CDGateway | Stop-CDGateway -ErrorAction Stop } | Should -Throw -ErrorId 'GatewayStopFailed,*'
    }
}
