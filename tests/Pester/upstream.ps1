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
$anthropicEvents = '{"type":"message_start","message":{"model":"real-model"}}', '{"type":"content_block_delta","delta":{"type":"text_delta","text":"one"}}',
    '{"type":"content_block_delta","delta":{"type":"text_delta","text":"two"}}', '{"type":"message_stop"}'
