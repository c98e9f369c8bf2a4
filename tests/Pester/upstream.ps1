# A vendor's server on loopback. $Answers: path -> @{ Status; Type; Body } or @{ Events = … } or @{ Lines = … } or @{ Silent = $true }, the query left out;
# @{ ByModel = @{ name = … } } answers by the model that a request names, and Endless goes on with the last line until nobody listens.
function Start-TestUpstream([hashtable] $Answers) {
    $upstream = [hashtable]::Synchronized(@{ Port = Get-FreePort; Calls = [Collections.Concurrent.ConcurrentQueue[object]]::new(); Listener = [Net.HttpListener]::new() })
    $upstream.Root = "http://127.0.0.1:$($upstream.Port)"
    $upstream.Listener.Prefixes.Add("$($upstream.Root)/")
    $upstream.Listener.Start()
    $upstream.Job = Start-ThreadJob -ArgumentList $upstream, $Answers {
        param($upstream, $answers)
        while ($upstream.Listener.IsListening) {
            # A wait that nothing can interrupt would outlast the listener.
            $asked = $upstream.Listener.GetContextAsync()
            while (-not $asked.Wait(100)) { if (-not $upstream.Listener.IsListening) { return } }
            $context = $asked.Result
            $request = $context.Request
            $body = [IO.StreamReader]::new($request.InputStream).ReadToEnd()
            $upstream.Calls.Enqueue(@{ Method = $request.HttpMethod; Path = $request.Url.AbsolutePath; Authorization = $request.Headers['Authorization']; Body = $body })
            $answer = $answers[$request.Url.AbsolutePath] ?? @{ Status = 404; Body = '{}' }
            if ($answer.ByModel) { $answer = $answer.ByModel["$(($body | ConvertFrom-Json).model)"] ?? @{ Status = 404; Body = '{"error":"model not found"}' } }
            if ($answer.Silent) { continue }
            $response = $context.Response
            $response.StatusCode = $answer.Status ?? 200
            $response.ContentType = $answer.Type ?? ($answer.Events ? 'text/event-stream' : 'application/json')
            $parts = $answer.Events ? $answer.Events.ForEach{ "data: $_`n`n" } : $answer.Lines ? $answer.Lines.ForEach{ "$_`n" } : @("$($answer.Body)")
            if ($answer.Endless) {
                try { while ($upstream.Listener.IsListening) { $response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($parts[-1])); $response.OutputStream.Flush(); Start-Sleep -Milliseconds 20 } }
                catch { $upstream.Calls.Enqueue(@{ Method = 'GONE'; Path = $request.Url.AbsolutePath }) }
                continue
            }
            foreach ($part in $parts) {
                $response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($part))
                $response.OutputStream.Flush()
                # A model's pause between two words: without it, the network could join them.
                if ($answer.Events -or $answer.Lines) { Start-Sleep -Milliseconds 60 }
            }
            $response.Close()
        }
    }
    $upstream
}
function Stop-TestUpstream($Upstream) {
    $Upstream.Listener.Stop()
    $Upstream.Job | Remove-Job -Force
}
# Words one after the other, and the call that Test-CDProvider asks for.
$anthropicEvents = '{"type":"message_start","message":{"model":"real-model","usage":{"input_tokens":20}}}', '{"type":"content_block_delta","delta":{"type":"text_delta","text":"one"}}',
    '{"type":"content_block_delta","delta":{"type":"text_delta","text":"two"}}', '{"type":"content_block_delta","delta":{"type":"text_delta","text":"three"}}',
    '{"type":"content_block_start","content_block":{"type":"tool_use","id":"t","name":"report","input":{}}}',
    '{"type":"content_block_delta","delta":{"type":"input_json_delta","partial_json":"{\"word\":\"done\"}"}}', '{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}', '{"type":"message_stop"}'
$chatEvents = '{"model":"real-chat","choices":[{"delta":{"content":"a"}}]}', '{"choices":[{"delta":{"content":"b"}}]}', '{"choices":[{"delta":{"content":"c"}}]}',
    '{"choices":[{"delta":{"content":"d"}}]}',
    '{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"report","arguments":"{\"word\":\"done\"}"}}]}}]}', '{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}', '{"choices":[],"usage":{"prompt_tokens":20,"completion_tokens":9}}'
