# Unique texts that stand for secrets, and the search for them in whatever form they may have been written.

# A key has letters that JSON, addresses and shells write otherwise, so that hiding only the plain form shows.
function New-Canary([string] $Name, [string] $Text) {
    $part = { -join (1..24 | ForEach-Object { [char[]]'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789' | Get-Random }) }
    $Text = $Text ? $Text : "sk-$(& $part)+/`"\&$(& $part)"
    # In pieces, since a text may have been cut, and escaping changes only what is no letter.
    $pieces = [regex]::Matches($Text, '[A-Za-z0-9_-]{12}').Value
    $wide = { param($text) [Text.Encoding]::Latin1.GetString([Text.Encoding]::Unicode.GetBytes($text)) }
    $exact = foreach ($piece in $pieces) {
        & $wide $piece
        foreach ($bytes in [Text.Encoding]::ASCII.GetBytes($piece), [Text.Encoding]::Unicode.GetBytes($piece)) {
            # Base64 looks different for each of three places where the text can begin.
            foreach ($before in 0..2) {
                $digits = [Convert]::ToBase64String([byte[]](@(0) * $before + $bytes))
                $digits = $digits.Substring((0, 2, 3)[$before], [Math]::Floor(($before + $bytes.Length) * 8 / 6) - (0, 2, 3)[$before])
                $digits, $digits.Replace('+', '-').Replace('/', '_')
            }
        }
    }
    $anyCase = foreach ($piece in $pieces) {
        $piece
        foreach ($form in '{0:x2}', '%{0:x2}', '\u{0:x4}', '&#{0};', '&#x{0:x};') { -join $piece.ToCharArray().ForEach{ $form -f [int] $_ } }
    }
    @{
        Name    = $Name
        Text    = $Text
        Pieces  = $pieces
        Plain   = [regex]::new(($pieces.ForEach{ [regex]::Escape($_) } -join '|'))
        Exact   = [regex]::new(($exact.ForEach{ [regex]::Escape($_) } -join '|'))
        AnyCase = [regex]::new(($anyCase.ForEach{ [regex]::Escape($_) } -join '|'), 'IgnoreCase, CultureInvariant')
    }
}

# The names of those that stand in a text.
function Find-Canary([object[]] $Canary, [string] $Text) {
    foreach ($item in $Canary) { if ($item.AnyCase.IsMatch($Text) -or $item.Exact.IsMatch($Text)) { $item.Name } }
}

# The same with the lines that they stand in, so that a failure says where to look.
function Find-CanaryLine([object[]] $Canary, [string] $Text) {
    foreach ($line in $Text -split '\r?\n') {
        foreach ($name in Find-Canary $Canary $line) { "$name in: $($line.Trim().Substring(0, [Math]::Min(400, $line.Trim().Length)))" }
    }
}

# One "name in path" for each file below the folders that holds one, or has one in its name, but for the places that are allowed for it.
function Find-CanaryFile([object[]] $Canary, [string[]] $Folder, [hashtable] $Allowed = @{}) {
    $all = [IO.EnumerationOptions]@{ RecurseSubdirectories = $true; AttributesToSkip = 0 }
    foreach ($path in $Folder.ForEach{ [IO.Directory]::EnumerateFileSystemEntries($_, '*', $all) }) {
        $text = [IO.Path]::GetFileName($path)
        # Reading a pipe would wait for whoever writes into it.
        if ($IsWindows ? [IO.File]::Exists($path) : "$((Get-Item -LiteralPath $path -Force -ErrorAction Ignore).UnixMode)".StartsWith('-')) {
            try { $text += "`n" + [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($path)) } catch [IO.IOException] { "$path cannot be read: $_" }
        }
        foreach ($name in Find-Canary $Canary $text) {
            if (-not @($Allowed[$name]).Where{ $_ -and $path -like $_ }) { "$name in $path" }
        }
    }
}

# All that a script says on any stream and leaves in $Error, as objects show themselves to whoever looks closely.
function Get-AllSaid([scriptblock] $Script) {
    $Error.Clear()
    $VerbosePreference = $DebugPreference = $WarningPreference = $InformationPreference = 'Continue'
    $ErrorActionPreference = 'Continue'
    $ConfirmPreference = 'None'
    $objects = @(try { & $Script *>&1 } catch { $_ }) + @($Error)
    ($objects | ForEach-Object { Get-AllShown $_ }) -join "`n"
}
function Get-AllShown($Object) {
    if ($null -eq $Object) { return }
    $VerbosePreference = $DebugPreference = $WarningPreference = 'SilentlyContinue'
    "$Object"
    $Object | Format-List * -Force | Out-String -Width 4096
    $Object | Out-String -Width 4096
    [Management.Automation.PSSerializer]::Serialize($Object, 3)
    if ($Object -is [Management.Automation.ErrorRecord]) {
        $Object.Exception.ToString(), $Object.ErrorDetails.RecommendedAction, "$($Object.TargetObject)", ($Object.Exception.Data | Out-String)
        $Object.Exception | Format-List * -Force | Out-String -Width 4096
    }
    elseif ($Object -isnot [Management.Automation.Job] -and $Object -isnot [Management.Automation.InformationalRecord]) { $Object | ConvertTo-Json -Depth 5 -WarningAction Ignore }
}

# Looks into the arguments and the environment of every process that this user may see, until it is stopped.
function Start-ProcessWatch([object[]] $Canary) {
    $watch = [hashtable]::Synchronized(@{ Canaries = $Canary; Found = [Collections.Concurrent.ConcurrentDictionary[string, string]]::new(); Rounds = 0 })
    $watch.Job = Start-ThreadJob -ArgumentList $watch {
        param($watch)
        while (-not $watch.IsOver) {
            foreach ($folder in [IO.Directory]::EnumerateDirectories('/proc')) {
                if ([IO.Path]::GetFileName($folder) -notmatch '^\d+$') { continue }
                foreach ($part in 'cmdline', 'environ') {
                    try { $text = [IO.File]::ReadAllText("$folder/$part") } catch { continue }
                    foreach ($canary in @($watch.Canaries)) { if ($canary.Plain.IsMatch($text)) { $watch.Found["$($canary.Name) in $part"] = $folder } }
                }
            }
            $watch.Rounds++
        }
    }
    $watch
}
# After two more rounds, so that what began before this call was seen.
function Wait-ProcessWatch($Watch) {
    $until = $Watch.Rounds + 2
    while ($Watch.Rounds -lt $until -and $Watch.Job.State -in 'NotStarted', 'Running') { Start-Sleep -Milliseconds 20 }
}
function Stop-ProcessWatch($Watch) {
    $Watch.IsOver = $true
    $Watch.Job | Wait-Job | Remove-Job
}

# A vendor's server that says the key back in every way that servers and proxies do. Its Mode says which.
function Start-EchoUpstream {
    $upstream = [hashtable]::Synchronized(@{ Port = Get-FreePort; Mode = 'json400'; Heard = [Collections.Concurrent.ConcurrentQueue[string]]::new(); Listener = [Net.HttpListener]::new() })
    $upstream.Root = "http://127.0.0.1:$($upstream.Port)"
    $upstream.Listener.Prefixes.Add("$($upstream.Root)/")
    $upstream.Listener.Start()
    $upstream.Job = Start-ThreadJob -ArgumentList $upstream {
        param($upstream)
        while ($upstream.Listener.IsListening) {
            $asked = $upstream.Listener.GetContextAsync()
            while (-not $asked.Wait(100)) { if (-not $upstream.Listener.IsListening) { return } }
            $context = $asked.Result
            $headers = $context.Request.Headers
            $shown = $headers['Authorization'] ?? $headers['x-api-key'] ?? $headers['x-goog-api-key'] ?? ''
            $upstream.Heard.Enqueue($shown)
            $key = $shown -replace '^Bearer ', ''
            $said = "You sent '$shown', that is $([uri]::EscapeDataString($key)) or $($key | ConvertTo-Json)."
            $response = $context.Response
            $type, $body = 'application/json', (@{ error = @{ message = $said; type = $key; code = $key; status = $key }; request_id = $key } | ConvertTo-Json -EscapeHandling EscapeNonAscii)
            try {
                foreach ($name in 'x-echo', 'retry-after', 'request-id', 'x-ratelimit-reset', 'anthropic-ratelimit-tokens-reset', 'www-authenticate') { $response.AddHeader($name, $shown) }
                switch -Regex ($upstream.Mode) {
                    '^json(\d+)$' { $response.StatusCode = $Matches[1] }
                    '^text(\d+)$' { $response.StatusCode = $Matches[1]; $type = 'text/plain'; $body = 'x' * 240 + " $said" }
                    # Where a text is cut, half a key may be left.
                    '^cut(\d+)$' { $response.StatusCode = $Matches[1]; $type = 'text/plain'; $body = 'x' * 270 + "$key $said" }
                    '^html(\d+)$' { $response.StatusCode = $Matches[1]; $type = 'text/html'; $body = "<html><body>$said</body></html>" }
                    '^redirect$' { $response.StatusCode = 302; $response.AddHeader('Location', "https://other.invalid/$([uri]::EscapeDataString($key))/x?key=$([uri]::EscapeDataString($key))") }
                    '^odd$' { $body = "$said $said" }
                    '^type$' { $type = "text/x-$([uri]::EscapeDataString($key))" }
                    '^error200$' { }
                    '^models$' { $body = @{ data = @(@{ id = $key; display_name = $said; name = "models/$key" }); models = @(@{ name = "models/$key"; displayName = $said }) } | ConvertTo-Json -Depth 4 }
                    '^stream$' {
                        $type = 'text/event-stream'
                        $begin = switch -Wildcard ($context.Request.Url.AbsolutePath) {
                            '*/messages*' { "event: message_start`ndata: {`"type`":`"message_start`",`"message`":{`"id`":`"m`",`"type`":`"message`",`"role`":`"assistant`",`"model`":`"m`",`"content`":[],`"stop_reason`":null,`"usage`":{`"input_tokens`":1,`"output_tokens`":1}}}`n`nevent: content_block_start`ndata: {`"type`":`"content_block_start`",`"index`":0,`"content_block`":{`"type`":`"text`",`"text`":`"`"}}`n`nevent: content_block_delta`ndata: {`"type`":`"content_block_delta`",`"index`":0,`"delta`":{`"type`":`"text_delta`",`"text`":`"Hi`"}}`n`n" }
                            '*/chat/*' { "data: {`"id`":`"c`",`"model`":`"m`",`"choices`":[{`"index`":0,`"delta`":{`"role`":`"assistant`",`"content`":`"Hi`"}}]}`n`n" }
                            '*/responses*' { "data: {`"type`":`"response.created`",`"response`":{`"id`":`"r`",`"model`":`"m`",`"status`":`"in_progress`"}}`n`n" }
                            default { "data: {`"candidates`":[{`"content`":{`"role`":`"model`",`"parts`":[{`"text`":`"Hi`"}]}}],`"modelVersion`":`"m`"}`n`n" }
                        }
                        $failure = @{ type = 'error'; error = @{ type = 'overloaded_error'; message = $said; code = 500; status = 'INTERNAL' } } | ConvertTo-Json -Compress -EscapeHandling EscapeNonAscii
                        $body = $begin + "event: error`ndata: $failure`n`n"
                    }
                }
                $response.ContentType = $type
                $response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($body))
                $response.Close()
            }
            catch { try { $response.Abort() } catch { } }
        }
    }
    $upstream
}
function Stop-EchoUpstream($Upstream) {
    $Upstream.Listener.Stop()
    $Upstream.Job | Remove-Job -Force
}
