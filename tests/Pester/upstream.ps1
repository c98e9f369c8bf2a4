# A vendor's server on loopback. $Answers: path -> @{ Status; Type; Body } or @{ Events = … } or @{ Silent = $true }, the query left out.
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
            $upstream.Calls.Enqueue(@{ Method = $request.HttpMethod; Path = $request.Url.AbsolutePath; Authorization = $request.Headers['Authorization'] })
            $answer = $answers[$request.Url.AbsolutePath] ?? @{ Status = 404; Body = '{}' }
            if ($answer.Silent) { continue }
            $response = $context.Response
            $response.StatusCode = $answer.Status ?? 200
            $response.ContentType = $answer.Type ?? ($answer.Events ? 'text/event-stream' : 'application/json')
            foreach ($part in $answer.Events ? $answer.Events.ForEach{ "data: $_`n`n" } : @("$($answer.Body)")) {
                $response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($part))
                $response.OutputStream.Flush()
                # A model's pause between two words: without it, the network could join them.
                if ($answer.Events) { Start-Sleep -Milliseconds 60 }
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
    '{"type":"content_block_delta","delta":{"type":"text_delta","text":"two"}}', '{"type":"content_block_start","content_block":{"type":"tool_use","id":"t","name":"report","input":{}}}',
    '{"type":"content_block_delta","delta":{"type":"input_json_delta","partial_json":"{\"word\":\"done\"}"}}', '{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}', '{"type":"message_stop"}'
$chatEvents = '{"model":"real-chat","choices":[{"delta":{"content":"a"}}]}', '{"choices":[{"delta":{"content":"b"}}]}',
    '{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"report","arguments":"{\"word\":\"done\"}"}}]}}]}', '{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}', '{"choices":[],"usage":{"prompt_tokens":20,"completion_tokens":9}}'
