BeforeDiscovery {
    $folder = Join-Path (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) gateway
    $hosts = @('Dotnet'; if ($PSVersionTable.PSVersion -ge [version]'7.6') { 'PowerShell' })
    $hasNative = @(Get-ChildItem $folder -Directory -Exclude powershell).Count -gt 0
}

Describe 'The hosts of the gateway' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $gateway = Join-Path (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) gateway

        # An upstream that answers every question alike, in each of the four formats, streamed where it is asked to.
        $upstreamPort = Get-FreePort
        $upstream = [Net.HttpListener]::new()
        $upstream.Prefixes.Add("http://127.0.0.1:$upstreamPort/")
        $upstream.Start()
        $answering = Start-ThreadJob -ArgumentList $upstream {
            param($upstream)
            function Join-Event([string[]] $Data) { ($Data | ForEach-Object { $type = ($_ | ConvertFrom-Json).type; "$(if ($type) { "event: $type`n" })data: $_`n`n" }) -join '' }
            while ($upstream.IsListening) {
                $asked = $upstream.GetContextAsync()
                while (-not $asked.Wait(100)) { if (-not $upstream.IsListening) { return } }
                $context = $asked.Result
                $body = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd()
                $path = $context.Request.Url.AbsolutePath
                $stream = $path -match 'stream' -or $body -match '"stream"\s*:\s*true'
                $said = switch -Regex ($path) {
                    'count_?tokens' { '{"input_tokens":7,"totalTokens":7}' }
                    'chat/completions' {
                        if ($stream) { (Join-Event '{"id":"c","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"}}]}', '{"id":"c","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}') + "data: [DONE]`n`n" }
                        else { '{"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}' }
                    }
                    'responses' {
                        $whole = '{"id":"r","object":"response","status":"completed","model":"m","output":[{"type":"message","id":"m1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hi","annotations":[]}]}],"usage":{"input_tokens":3,"output_tokens":1,"total_tokens":4}}'
                        if ($stream) { Join-Event '{"type":"response.created","response":{"id":"r","status":"in_progress","model":"m","output":[]}}', '{"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"m1","role":"assistant","status":"in_progress","content":[]}}', '{"type":"response.content_part.added","item_id":"m1","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}', '{"type":"response.output_text.delta","item_id":"m1","output_index":0,"content_index":0,"delta":"Hi"}', "{`"type`":`"response.completed`",`"response`":$whole}" }
                        else { $whole }
                    }
                    'enerateContent' {
                        $whole = '{"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":1,"totalTokenCount":4},"modelVersion":"m"}'
                        if ($stream) { Join-Event $whole } else { $whole }
                    }
                    default {
                        if ($stream) { Join-Event '{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}}', '{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}', '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}', '{"type":"content_block_stop","index":0}', '{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":1}}', '{"type":"message_stop"}' }
                        else { '{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}' }
                    }
                }
                $context.Response.ContentType = $stream ? 'text/event-stream' : 'application/json'
                $context.Response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($said))
                $context.Response.Close()
            }
        }

        function Send($Path, [switch] $Stream) {
            $body = @{ model = 'claude-sonnet-5'; max_tokens = 8; stream = [bool]$Stream; messages = @(@{ role = 'user'; content = 'Hello' }) } | ConvertTo-Json -Depth 5
            $token = (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceGatewayApiKey
            $method = $Path -like '*models*' ? @{} : @{ Method = 'Post'; Body = $body; ContentType = 'application/json' }
            Invoke-WebRequest "$((Get-CDGateway).Address)/v1/$Path" @method -Headers @{ Authorization = "Bearer $token" }
        }
    }

    AfterAll {
        $upstream.Stop()
        $answering | Remove-Job -Force
    }

    BeforeEach { $null = New-TestHome -OwnPort }
    AfterEach { Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force }

    Context '<_>' -ForEach ($hosts + @(if ($hasNative) { 'Native' })) {
        It 'serves every route in front of every format' {
            foreach ($format in 'AnthropicMessages', 'OpenAIChat', 'OpenAIResponses', 'Gemini') {
                $null = New-CDProvider -Name $format -Mode Mapped -ApiFormat $format -BaseUri "http://127.0.0.1:$upstreamPort/" -ApiKey (Get-Key) -Route (New-CDModelRoute -Role Sonnet -Model gemini-3-pro)
            }

            $null = Enable-CDProvider AnthropicMessages -WarningAction Ignore
            $job = Start-CDGateway -GatewayHost $_ -TimeoutSec 120
            $job.Host | Should -Be $_
            (Get-CDGateway).Host | Should -Be $_
            foreach ($provider in Get-CDProvider | Where-Object Mode -EQ Mapped) {
                $null = $provider | Enable-CDProvider -WarningAction Ignore
                (Send messages | ConvertFrom-Json).content[0].text | Should -Be Hi -Because $provider.Name
                "$(Send messages -Stream)" | Should -BeLike '*"text_delta","text":"Hi"*message_stop*' -Because $provider.Name
                (Send messages/count_tokens | ConvertFrom-Json).input_tokens | Should -BeGreaterThan 0 -Because $provider.Name
                (Send models | ConvertFrom-Json).data[0].id | Should -Be claude-sonnet-5
                (Send models/claude-sonnet-5 | ConvertFrom-Json).id | Should -Be claude-sonnet-5
            }

            $job.Error | Should -BeNullOrEmpty
        }

        It 'is told by its run file to another shell, ends when that one stops it, and gives its job no error' {
            $job = Start-CDGateway -GatewayHost $_ -TimeoutSec 120
            $said = & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; `"`$((Get-CDGateway).Host)`"; Stop-CDGateway -Force"
            $said | Should -Be $_
            (Wait-Job $job -Timeout 20).State | Should -Be Completed
            $job.Error | Should -BeNullOrEmpty
        }

        It 'says that the port is taken, and no other host is tried' {
            $port = Get-FreePort
            $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, $port)
            $listener.Start()
            { Start-CDGateway -GatewayHost $_ -Port $port -TimeoutSec 120 } | Should -Throw -ErrorId 'GatewayPortTaken,*'
            $listener.Stop()
        }

        It 'runs in the foreground until its shell is told to end, and leaves nothing behind' -Skip:$IsWindows {
            $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
            '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; Start-CDGateway -Foreground -GatewayHost $_ -TimeoutSec 120" | ForEach-Object { $start.ArgumentList.Add($_) }
            $start.RedirectStandardOutput = $true
            $shell = [Diagnostics.Process]::Start($start)
            do { $line = $shell.StandardOutput.ReadLine() } until ($null -eq $line -or $line -like 'The gateway answers on port*')
            $line | Should -Not -BeNullOrEmpty
            $shown = Get-CDGateway
            $shown.Host | Should -Be $_
            $gatewayProcess = Get-Process -Id $shown.ProcessId
            kill -TERM $shell.Id
            $shell.WaitForExit(20000) | Should -BeTrue
            $gatewayProcess.WaitForExit(20000) | Should -BeTrue
            Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME run) -Filter gateway-*.json | Should -BeNullOrEmpty
        }

        It 'ends its foreground with an error and exit code 1 when it dies, and with 0 when it is stopped' -Skip:$IsWindows {
            foreach ($case in @{ End = { kill -KILL (Get-CDGateway).ProcessId }; Code = 1 }, @{ End = { Stop-CDGateway -Force -WarningAction Ignore }; Code = 0 }) {
                $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
                '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; Start-CDGateway -Foreground -GatewayHost $_ -TimeoutSec 120" | ForEach-Object { $start.ArgumentList.Add($_) }
                $start.RedirectStandardOutput = $start.RedirectStandardError = $true
                $shell = [Diagnostics.Process]::Start($start)
                do { $line = $shell.StandardOutput.ReadLine() } until ($null -eq $line -or $line -like 'The gateway answers on port*')
                & $case.End
                $shell.WaitForExit(20000) | Should -BeTrue
                $shell.ExitCode | Should -Be $case.Code
                if ($case.Code) { $shell.StandardError.ReadToEnd() | Should -BeLike '*ended by itself with exit code 137*' }
            }
        }
    }

    It 'in PowerShell load nothing that does not ship, and ship nothing but IL' -Skip:($PSVersionTable.PSVersion -lt [version]'7.6') {
        $form = Join-Path $gateway powershell
        $files = Get-ChildItem $form
        $files.Name | Sort-Object | Should -Be (@(
            'ClaudeDesktop.Core.dll'
            'ClaudeDesktop.Gateway.dll'
            'ClaudeDesktop.PowerShellHost.dll'
            'Microsoft.AspNetCore.Connections.Abstractions.dll'
            'Microsoft.AspNetCore.Hosting.Server.Abstractions.dll'
            'Microsoft.AspNetCore.Http.Abstractions.dll'
            'Microsoft.AspNetCore.Http.dll'
            'Microsoft.AspNetCore.Http.Features.dll'
            'Microsoft.AspNetCore.Server.Kestrel.Core.dll'
            'Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets.dll'
            'Microsoft.AspNetCore.WebUtilities.dll'
            'Microsoft.Extensions.Configuration.Abstractions.dll'
            'Microsoft.Extensions.Configuration.dll'
            'Microsoft.Extensions.Configuration.EnvironmentVariables.dll'
            'Microsoft.Extensions.DependencyInjection.Abstractions.dll'
            'Microsoft.Extensions.DependencyInjection.dll'
            'Microsoft.Extensions.Features.dll'
            'Microsoft.Extensions.Hosting.Abstractions.dll'
            'Microsoft.Extensions.Http.dll'
            'Microsoft.Extensions.Logging.Abstractions.dll'
            'Microsoft.Extensions.Logging.dll'
            'Microsoft.Extensions.Options.dll'
            'Microsoft.Extensions.Primitives.dll'
            'Microsoft.Net.Http.Headers.dll'
            'OpenTelemetry.Api.dll'
            'OpenTelemetry.Api.ProviderBuilderExtensions.dll'
            'OpenTelemetry.dll'
            'OpenTelemetry.Exporter.OpenTelemetryProtocol.dll'
        ) | Sort-Object)
        foreach ($file in $files) {
            $reader = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($file.FullName))
            $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size | Should -Be 0 -Because "$($file.Name) must run on every system"
            $reader.Dispose()
        }
    }
}

Describe 'A host that the machine does not let run' -Skip:($IsWindows -or $PSVersionTable.PSVersion -lt [version]'7.6') {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $realRoot = $env:DOTNET_ROOT
        $realModule = Split-Path $env:CLAUDEDESKTOP_TEST_MODULE

        # A copy of the module, with a program for this system that fails as it is told; run in a shell of its own.
        function Start-Blocked([string] $Program, [string] $Dotnet, [switch] $WithoutRight, [switch] $WithoutPowerShell) {
            $module = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
            Copy-Item $realModule $module -Recurse
            $name = [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
            $native = New-Item (Join-Path $module "gateway/$($name -replace '^(?!osx|linux-musl).*-', 'linux-')/ClaudeDesktop.Gateway") -Force -Value $Program
            if (-not $WithoutRight) { chmod +x $native }
            if ($WithoutPowerShell) { Set-Content (Join-Path $module gateway/powershell/ClaudeDesktop.PowerShellHost.dll) 'No library.' }
            $env:DOTNET_ROOT = Join-Path $module dotnet
            $null = New-Item -ItemType Directory (Join-Path $env:DOTNET_ROOT 'shared/Microsoft.AspNetCore.App/10.0.0') -Force
            Set-Content (Join-Path $env:DOTNET_ROOT dotnet) $Dotnet
            chmod +x (Join-Path $env:DOTNET_ROOT dotnet)
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$module/ClaudeDesktop.psd1'; `$job = Start-CDGateway -TimeoutSec 120 -Verbose; `"Host: `$(`$job.Host)`"" *>&1 | Out-String -Width 2000
        }
    }

    BeforeEach { $null = New-TestHome -OwnPort }
    AfterAll { $env:DOTNET_ROOT = $realRoot }

    It 'gives way to the next, and to the one after that, with one warning that says why' {
        $said = Start-Blocked -Program "#!/bin/sh`nkill -KILL `$`$`n" -Dotnet "#!/bin/sh`necho 'You must install .NET.' >&2; exit 150`n"
        $said | Should -BeLike '*Host: PowerShell*'
        @($said -split "`n" | Where-Object { $_ -match 'WARNING: ' }) | Should -BeLike '*runs by PowerShell*Native: ended before it answered, with exit code 137. Dotnet: ended before it answered, with exit code 150. You must install .NET.*'
        $said | Should -BeLike '*VERBOSE: Native: ended*'
    }

    It 'gives way also where the system cannot start it at all: <Why>' -ForEach @(
        @{ Why = 'another system''s program'; Program = "MZ`0`0" }
        @{ Why = 'no loader'; Program = "#!/no/such/loader`n" }
    ) {
        Start-Blocked -Program $Program -Dotnet "MZ`0`0" | Should -BeLike '*runs by PowerShell*Native: *could not be started*Dotnet: *could not be started*Host: PowerShell*'
    }

    It 'does not give way where the gateway has a reason of its own' {
        $said = Start-Blocked -Program "#!/bin/sh`necho '{`"type`":`"failed`",`"code`":`"StoreTooNew`",`"message`":`"The store is newer than this.`"}'; exit 3`n" -Dotnet "#!/bin/sh`necho called > `"`$DOTNET_ROOT/called`"; exit 150`n"
        $said | Should -BeLike '*exit code 3*The store is newer than this.*'
        $said | Should -Not -BeLike '*Host: PowerShell*'
        Test-Path (Join-Path $env:DOTNET_ROOT called) | Should -BeFalse
    }

    It 'gets back the right to run that a package does not carry' {
        $said = Start-Blocked -WithoutRight -Program "#!/bin/sh`necho '{`"type`":`"failed`",`"code`":`"Ran`",`"message`":`"It ran.`"}'; exit 3`n" -Dotnet "MZ`0`0"
        $said | Should -BeLike '*It ran.*'
    }

    It 'is named together with all others where none may run' {
        $said = Start-Blocked -WithoutPowerShell -Program "#!/bin/sh`nexit 126`n" -Dotnet "#!/bin/sh`nexit 150`n"
        $said | Should -BeLike '*lets nothing run the gateway. Native: *exit code 126*Dotnet: *exit code 150*PowerShell: *exit code 1*'
        $said | Should -Not -BeLike '*Host: PowerShell*'
    }
}
