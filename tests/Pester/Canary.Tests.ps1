# Keys that can be told from anything else go through every command, every failure and every file, and are looked for afterwards.
BeforeDiscovery {
    Import-Module $env:CLAUDEDESKTOP_TEST_MODULE
    $commands = (Get-Command -Module ClaudeDesktop).Name
    $formats = 'AnthropicMessages', 'OpenAIChat', 'OpenAIResponses', 'Gemini'
    $modes = 'json401', 'json400', 'json500', 'json429', 'text401', 'cut500', 'html403', 'redirect', 'odd', 'type', 'error200', 'models', 'stream'
    $forms = @{
        'as it is'                    = { param($text) $text }
        'in capitals'                 = { param($text) $text.ToUpperInvariant() }
        'in UTF-16'                   = { param($text) [Text.Encoding]::Latin1.GetString([Text.Encoding]::Unicode.GetBytes($text)) }
        'in the other order of bytes' = { param($text) [Text.Encoding]::Latin1.GetString([Text.Encoding]::BigEndianUnicode.GetBytes($text)) }
        'in JSON'                     = { param($text) $text | ConvertTo-Json }
        'in JSON, escaped'            = { param($text) $text | ConvertTo-Json -EscapeHandling EscapeHtml }
        'in JSON, every letter'       = { param($text) -join $text.ToCharArray().ForEach{ '\u{0:X4}' -f [int] $_ } }
        'in an address'               = { param($text) "https://a.example.com/?key=$([uri]::EscapeDataString($text))" }
        'in an address, every letter' = { param($text) -join $text.ToCharArray().ForEach{ '%{0:X2}' -f [int] $_ } }
        'in HTML'                     = { param($text) [Net.WebUtility]::HtmlEncode($text) }
        'in XML'                      = { param($text) [Management.Automation.PSSerializer]::Serialize($text) }
        'in hexadecimal digits'       = { param($text) [Convert]::ToHexString([Text.Encoding]::UTF8.GetBytes($text)) }
        'in base64'                   = { param($text) [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text)) }
        'in base64, one byte later'   = { param($text) [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(".$text")) }
        'in base64, with a name'      = { param($text) [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("user:x:$text")) }
        'in base64 for addresses'     = { param($text) [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text)).Replace('+', '-').Replace('/', '_').TrimEnd('=') }
        'in base64 of UTF-16'         = { param($text) [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes(".$text")) }
        'cut short'                   = { param($text) $text.Substring(0, 22) + '…' }
        'without its beginning'       = { param($text) '…' + $text.Substring(30) }
    }.GetEnumerator().ForEach{ @{ Form = $_.Key; Write = $_.Value } }
}

Describe 'The search for a key' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/canary.ps1
        $canary = New-Canary key
        $other = New-Canary other
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive places/.hidden/deep)).FullName
        $places = Join-Path $TestDrive places
    }

    It 'finds it <Form>, in a text and in a file' -ForEach $forms {
        $text = "before $(& $Write $canary.Text) after"
        Find-Canary $canary, $other $text | Should -Be key
        $path = Join-Path $folder '.file'
        [IO.File]::WriteAllBytes($path, [Text.Encoding]::Latin1.GetBytes($text.Replace('…', '...')))
        Find-CanaryFile $canary, $other $places | Should -Be "key in $path"
        Find-CanaryFile $canary, $other $places @{ key = '*/deep/.file' } | Should -BeNullOrEmpty
        Find-CanaryFile $canary, $other $places @{ other = '*/deep/.file' } | Should -Be "key in $path"
        Remove-Item -LiteralPath $path -Force
    }

    It 'finds it in the name of a file and of a folder' {
        $name = $canary.Pieces[1]
        $made = New-Item -ItemType Directory (Join-Path $folder "a-$name")
        Find-CanaryFile $canary $places | Should -Be "key in $($made.FullName)"
        Remove-Item -LiteralPath $made
    }

    It 'finds nothing where nothing is' {
        Find-Canary $canary $other.Text | Should -BeNullOrEmpty
        Find-CanaryFile $canary, $other $places | Should -BeNullOrEmpty
    }

    It 'finds it on every stream and in every depth of what a command says: <_>' -ForEach @(
        { $text }, { Write-Verbose $text }, { Write-Debug $text }, { Write-Warning $text }, { Write-Information $text }, { Write-Host $text }
        { Write-Error $text }, { throw $text }, { throw [IO.IOException]::new('outer', [IO.IOException]::new($text)) }
        { Write-Error x -TargetObject $text }, { Write-Error x -RecommendedAction $text }, { Write-Error x -ErrorId $text }
        { [pscustomobject]@{ A = @{ B = @($text) } } }, { $e = [IO.IOException]::new('x'); $e.Data['a'] = $text; throw $e }
        { Write-Error $text -ErrorAction SilentlyContinue }
    ) {
        $text = $canary.Text
        Find-Canary $canary (Get-AllSaid $_) | Should -Be key
    }

    It 'finds it in the arguments and in the environment of a process' -Skip:(-not $IsLinux) {
        $name = $canary.Pieces[1]
        foreach ($place in 'cmdline', 'environ') {
            $start = [Diagnostics.ProcessStartInfo]::new('/bin/sh')
            $start.RedirectStandardInput = $true
            foreach ($part in '-c', 'read x', ($place -eq 'cmdline' ? $name : 'x')) { $start.ArgumentList.Add($part) }
            if ($place -eq 'environ') { $start.Environment['CD_PLANTED'] = $name }
            $process = [Diagnostics.Process]::Start($start)
            $watch = Start-ProcessWatch $canary, $other
            Wait-ProcessWatch $watch
            Stop-ProcessWatch $watch
            $process.StandardInput.Close()
            $process.WaitForExit()
            $watch.Found.Keys | Should -Be "key in $place"
        }
    }
}

Describe 'A key is nowhere but where it is kept' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/canary.ps1
        $before = @{ PATH = $env:PATH; XDG_CONFIG_HOME = $env:XDG_CONFIG_HOME; TMPDIR = $env:TMPDIR; HOME = $env:HOME; CD_CANARY = $env:CD_CANARY }
        $upstream = Start-EchoUpstream
        $key = New-Canary key
        $direct = New-Canary direct
        $named = New-Canary named
        $header = New-Canary header
        $phrase = New-Canary passphrase
        $given = $key, $direct, $header, $phrase
        $watch = $IsLinux ? (Start-ProcessWatch $given) : $null

        function ConvertTo-Key($Canary) { ConvertTo-SecureString $Canary.Text -AsPlainText -Force }
        $ways = @{
            AnthropicMessages = @{ BaseUri = $upstream.Root; AuthScheme = 'XApiKey' }
            OpenAIChat        = @{ BaseUri = "$($upstream.Root)/v1"; AuthScheme = 'Bearer' }
            OpenAIResponses   = @{ BaseUri = "$($upstream.Root)/v1"; AuthScheme = 'Bearer' }
            Gemini            = @{ BaseUri = $upstream.Root; AuthScheme = 'GoogleApiKey' }
        }
        function New-CanaryProvider([string] $Format = 'OpenAIChat', [string] $Name = 'Echo') {
            $way = $ways[$Format]
            New-CDProvider -Name $Name -Mode Mapped -ApiFormat $Format @way -Route (New-CDModelRoute -Role Sonnet -Model m) -ApiKey (ConvertTo-Key $key)
        }

        # A machine of its own, with one active provider, one that the app reaches itself, and one whose key is in a variable.
        function New-CanaryHome([string] $Format = 'OpenAIChat') {
            $root = New-TestHome -OwnPort
            $env:TMPDIR = (New-Item -ItemType Directory (Join-Path $root tmp)).FullName
            $env:HOME = (New-Item -ItemType Directory (Join-Path $root home)).FullName
            $env:CD_CANARY = $named.Text
            $null = New-CanaryProvider $Format
            $null = New-CDProvider -Name Direct -BaseUri $upstream.Root -Model claude-sonnet-5 -ApiKey (ConvertTo-Key $direct)
            $null = New-CDProvider -Name Named -Mode Mapped -ApiFormat OpenAIChat -BaseUri "$($upstream.Root)/v1" -Route (New-CDModelRoute -Role Sonnet -Model m) -ApiKeyFromEnvironment CD_CANARY
            $null = Enable-CDProvider Echo -WarningAction Ignore
            $token = New-Canary token (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceGatewayApiKey
            @{ Root = $root; Token = $token; All = $given + $named + $token }
        }
        function Get-Allowed([switch] $Direct) {
            $store = Join-Path $env:CLAUDEDESKTOP_HOME secrets.json
            # The app must know the local token, and, where the user had it that way, the key of a provider that it reaches itself.
            @{ key = $store; direct = $store, ($Direct ? (Get-ProfilePath) : ''); token = $store, (Get-ProfilePath) }
        }
        function Send-Canary($Token, [switch] $Stream, [string] $Path = '/v1/messages', $Body = @{ model = 'claude-sonnet-5'; max_tokens = 8; stream = [bool] $Stream; messages = @(@{ role = 'user'; content = 'Hi' }) }) {
            # What this client says of itself is not the module's.
            $DebugPreference = $VerbosePreference = 'SilentlyContinue'
            $answer = Invoke-WebRequest "http://127.0.0.1:$((Get-CDGateway).Port)/claude-desktop$Path" -Method Post -Body ($Body | ConvertTo-Json -Depth 5) -ContentType application/json -Headers @{ Authorization = "Bearer $($Token.Text)" } -SkipHttpErrorCheck -SkipHeaderValidation
            $answer.StatusCode
            $answer.RawContent
            [Text.Encoding]::UTF8.GetString($answer.RawContentStream.ToArray())
        }
        function Remove-Gateway { Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force }

        # What a systemctl of our own is told to start really runs. Elsewhere the machine's own services would be asked.
        function Use-StandInService {
            if (-not $IsLinux) { return }
            $tools = (New-Item -ItemType Directory (Join-Path $machine.Root tools)).FullName
            Copy-Item (Join-Path $PSScriptRoot systemctl.sh) (Join-Path $tools systemctl)
            chmod +x (Join-Path $tools systemctl)
            [AppContext]::SetData('ClaudeDesktop.SystemFolder', $tools)
            $env:XDG_CONFIG_HOME = Join-Path $machine.Root config
        }

        # Another shell on this machine, which is told the key as a person would be asked for it, and its words.
        function Invoke-Shell([string] $Script, [string[]] $Tell = @($key.Text), [string[]] $Switch = '-NonInteractive', [switch] $NoWait) {
            $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
            $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
            $read = '$told = foreach ($i in 1..{0}) {{ [Console]::In.ReadLine() }}; Import-Module $env:CLAUDEDESKTOP_TEST_MODULE; $key = ConvertTo-SecureString @($told)[0] -AsPlainText -Force; Remove-Variable told; ' -f $Tell.Count
            foreach ($part in @('-NoProfile') + $Switch + '-Command', ($read + $Script)) { $start.ArgumentList.Add($part) }
            $process = [Diagnostics.Process]::Start($start)
            $Tell.ForEach{ $process.StandardInput.WriteLine($_) }
            if ($NoWait) { return $process }
            $process.StandardInput.Close()
            $errors = $process.StandardError.ReadToEndAsync()
            $process.StandardOutput.ReadToEnd() + $errors.GetAwaiter().GetResult()
            $process.WaitForExit()
        }

        $runs = @{
            'Copy-CDProvider'             = { Copy-CDProvider Echo -NewName Two; Copy-CDProvider Echo -NewName Two -NewId echo; Copy-CDProvider Nobody -NewName X; Copy-CDProvider Direct -NewName "b`a`d" }
            'Enable-CDProvider'           = { Enable-CDProvider Direct; Enable-CDProvider Named; Enable-CDProvider Echo; Enable-CDProvider Echo, Direct; Enable-CDProvider Echo -Restart; Enable-CDProvider Echo -StartGateway; if ($IsLinux) { Remove-Gateway; Use-StandInService; Enable-CDProvider Echo -Register; Unregister-CDGateway }; Set-Content (Get-ProfilePath) 'no json'; Enable-CDProvider Direct }
            # A zip hides what is in it from the scan.
            'Export-CDDiagnostic'         = {
                $null = Enable-CDProvider Direct
                $zip = Join-Path $env:TMPDIR diagnostic.zip
                Export-CDDiagnostic $zip
                Export-CDDiagnostic $zip
                [IO.Compression.ZipFile]::ExtractToDirectory($zip, (Join-Path $env:TMPDIR diagnostic))
                Get-ChildItem (Join-Path $env:TMPDIR diagnostic) -Recurse -File | Get-Content
            }
            'Export-CDProvider'           = {
                foreach ($file in 'list.json', 'list.csv') {
                    Export-CDProvider (Join-Path $env:TMPDIR $file)
                    Export-CDProvider (Join-Path $env:TMPDIR "sealed-$file") -IncludeSecret -Passphrase (ConvertTo-Key $phrase)
                    Export-CDProvider (Join-Path $env:TMPDIR "sealed-$file") -NoClobber
                    Export-CDProvider (Join-Path $env:TMPDIR nowhere/x/$file) -IncludeSecret
                }
            }
            'Export-CDUsageReport'        = { Export-CDUsageReport (Join-Path $env:TMPDIR usage.html); Export-CDUsageReport (Join-Path $env:TMPDIR usage.html); Get-CDRequest | Export-CDUsageReport (Join-Path $env:TMPDIR usage.html) -Force }
            'Get-CDApp'                   = { Get-CDApp }
            'Get-CDBudget'                = { $null = Set-CDBudget Daily -LimitUsd 5; Get-CDBudget; Get-CDBudget $key.Text.Substring(0, 3) }
            'Get-CDGateway'               = { Get-CDGateway; $null = Start-CDGateway; Get-CDGateway }
            'Get-CDModel'                 = { Get-CDModel Echo; Get-CDModel Direct; Get-CDModel Nobody; Get-CDModel Named -TimeoutSec 5; $upstream.Mode = 'models'; Get-CDModel Direct }
            'Get-CDPreset'                = { Get-CDPreset; Get-CDPreset $key.Text.Substring(0, 3) }
            'Get-CDPrice'                 = { Get-CDPrice; Get-CDPrice -Provider Echo; Get-CDPrice -Provider Nobody; Get-CDPrice $key.Text.Substring(0, 3) }
            'Get-CDProfile'               = { Get-CDProfile; $null = Enable-CDProvider Direct; Get-CDProfile; Get-CDProfile -History; Set-Content (Get-ProfilePath) "{ `"inferenceGatewayApiKey`": `"$($key.Text.Substring(0, 28))"; try { Get-CDProfile } finally { Remove-Item (Get-ProfilePath) } }
            'Get-CDProvider'              = { Get-CDProvider; Get-CDProvider Echo; Get-CDProvider -Active; $path = Join-Path $env:CLAUDEDESKTOP_HOME secrets.json; $kept = [IO.File]::ReadAllText($path); [IO.File]::WriteAllText($path, $kept.TrimEnd('}', "`n")); Get-CDProvider; [IO.File]::WriteAllText($path, $kept) }
            'Get-CDRequest'               = { Get-CDRequest; Get-CDRequest -Model $key.Text.Substring(0, 3); Get-CDRequest -Provider $key.Text.Substring(0, 3) -Tail 5; Get-CDRequest ./nowhere }
            'Get-CDUsage'                 = { Get-CDUsage Provider, Model, Session, User, Machine, Project; Get-CDUsage -Model $key.Text.Substring(0, 3); Get-CDRequest | Get-CDUsage Day }
            'Import-CDClaudeCodeProvider' = {
                foreach ($settings in @(
                        @{ ANTHROPIC_BASE_URL = 'https://api.example.com'; ANTHROPIC_AUTH_TOKEN = $key.Text }
                        @{ ANTHROPIC_BASE_URL = 'https://api.example.com'; ANTHROPIC_API_KEY = $key.Text + "`n" + $key.Text }
                        @{ ANTHROPIC_BASE_URL = "https://user:$([uri]::EscapeDataString($key.Text))@api.example.com/?key=$($key.Text)"; ANTHROPIC_AUTH_TOKEN = $key.Text }
                        @{ ANTHROPIC_BASE_URL = $key.Text; ANTHROPIC_AUTH_TOKEN = $key.Text }
                        @{ ANTHROPIC_BASE_URL = 'https://b.example.com'; ANTHROPIC_AUTH_TOKEN = $key.Text; ANTHROPIC_CUSTOM_HEADERS = "Authorization: Bearer $($header.Text)`nX-Pass-Token: $($header.Text)" }
                        @{ ANTHROPIC_BASE_URL = 'https://c.example.com'; ANTHROPIC_AUTH_TOKEN = @{ a = $key.Text } })) {
                    Import-CDClaudeCodeProvider -Path (New-ClaudeCodeSettings $settings)
                    Import-CDClaudeCodeProvider -Path (New-ClaudeCodeSettings $settings) -Force -WhatIf
                }
                Import-CDClaudeCodeProvider -Path (New-Item -Force (Join-Path $TestDrive "$([guid]::NewGuid())/settings.json") -Value "{ `"env`": { `"ANTHROPIC_AUTH_TOKEN`": `"$($key.Text)")
            }
            'Import-CDProvider'           = {
                $sealed = Join-Path $env:TMPDIR sealed.json
                Export-CDProvider $sealed -IncludeSecret -Passphrase (ConvertTo-Key $phrase)
                Import-CDProvider $sealed -Force -Passphrase (ConvertTo-Key $phrase)
                Import-CDProvider $sealed -Force -Passphrase (ConvertTo-Key $header)
                Import-CDProvider $sealed -Force
                [pscustomobject]@{ id = 'a'; baseUri = 'https://a.example.com'; apiKey = $key.Text; key = $key.Text } | Import-CDProvider
                [pscustomobject]@{ id = 'b'; baseUri = "https://u:$($header.Text)@a.example.com" } | Import-CDProvider
                [pscustomobject]@{ id = 'c'; baseUri = 'https://a.example.com'; headers = @{ 'X-Api-Key' = $header.Text } } | Import-CDProvider
                [pscustomobject]@{ id = 'f'; mode = 'Mapped'; baseUri = 'https://a.example.com'; headers = @{ 'X-Team' = $header.Text }; bodyAdditions = @{ user = $header.Text } } | Import-CDProvider
                [pscustomobject]@{ id = 'd'; baseUri = 'https://a.example.com'; proxy = "http://u:$($header.Text)@proxy.example.com:3128" } | Import-CDProvider
                [pscustomobject]@{ id = 'e'; baseUri = 'https://a.example.com'; keySource = $header.Text } | Import-CDProvider
                $null = Enable-CDProvider Direct
                Import-CDProvider -FromConfigLibrary -Force
            }
            'New-CDModelRoute'            = { New-CDModelRoute -Role Sonnet -Model m; New-CDModelRoute -Role Sonnet -Model '' }
            'New-CDProvider'              = {
                New-CDProvider -Name One -Preset OpenAI -ApiKey (ConvertTo-Key $key)
                New-CDProvider -Name One -Preset OpenAI -ApiKey (ConvertTo-Key $key) -Id one
                New-CDProvider -Name Two -Preset OpenAI -Credential ([pscredential]::new('anybody', (ConvertTo-Key $key)))
                New-CDProvider -Name Three -Preset Nothing -ApiKey (ConvertTo-Key $key)
                New-CDProvider -Name Four -Preset OpenAI -ApiKey (ConvertTo-SecureString "$($key.Text) $($key.Text)" -AsPlainText -Force)
                New-CDProvider -Name Five -BaseUri "https://user:$([uri]::EscapeDataString($header.Text))@a.example.com" -ApiKey (ConvertTo-Key $key)
                New-CDProvider -Name Six -BaseUri "https://a.example.com/?key=$([uri]::EscapeDataString($header.Text))" -ApiKey (ConvertTo-Key $key)
                New-CDProvider -Name Seven -Preset OpenAI -Header @{ 'X-Api-Key' = $header.Text; Authorization = "Bearer $($header.Text)" } -ApiKey (ConvertTo-Key $key)
                New-CDProvider -Name Eight -Preset OpenAI -Header @{ "X-A`r`nB" = $header.Text } -ApiKey (ConvertTo-Key $key)
                New-CDProvider -Name Nine -Preset OpenAI -Proxy "http://user:$([uri]::EscapeDataString($header.Text))@proxy.example.com:3128" -ApiKey (ConvertTo-Key $key)
                New-CDProvider -Name Policy -Preset OpenRouter -Mode Mapped -Header @{ 'X-Team' = $header.Text } -BodyAddition @{ user = $header.Text } -PortkeyMetadata @{ team = $header.Text } -ApiKey (ConvertTo-Key $key)
                New-CDProvider -Name Ten -Preset OpenAI -ApiKey $key.Text
                New-CDProvider -Name Eleven -Preset OpenAI -Credential $key.Text
                New-CDProvider -Preset Ollama -AuthScheme Bearer -ApiKey (ConvertTo-Key $key) -Header @{ 'X-Access-Token' = $header.Text }
                New-CDProvider -Name Twelve -Preset Ollama -Pull -ContextLength 65536 -AuthScheme Bearer -ApiKey (ConvertTo-Key $key)
            }
            'Register-CDGateway'          = { Use-StandInService; Register-CDGateway; Register-CDGateway -RepairInterval 1:30:00; Get-CDGateway; Send-Canary $machine.Token; Test-CDProfile; Get-Content (Get-CDGateway).LogFile }
            'Remove-CDBudget'             = { $null = Set-CDBudget Daily -LimitUsd 5; Remove-CDBudget Nobody; Remove-CDBudget Daily }
            'Remove-CDProvider'           = { Remove-CDProvider Named; Remove-CDProvider Echo; Remove-CDProvider Echo -Force; Remove-CDProvider Nobody }
            'Repair-CDProfile'            = { Enable-CDProvider Direct; Enable-CDProvider Named; Get-CDProfile -History | ForEach-Object { Repair-CDProfile -To $_ }; Set-Content (Get-ProfilePath) '{}'; Repair-CDProfile; Set-Content (Get-ProfilePath) "{ $($key.Text.Substring(0, 3))"; Repair-CDProfile }
            'Reset-CDGatewayToken'        = { $null = Start-CDGateway; Reset-CDGatewayToken }
            'Restart-CDApp'               = { Restart-CDApp; $env:CLAUDEDESKTOP_APP_PATH = Join-Path $env:TMPDIR nothing; Restart-CDApp -TimeoutSec 1; $env:CLAUDEDESKTOP_APP_PATH = $null }
            'Restore-CDOfficial'          = { Restore-CDOfficial; Restore-CDOfficial -Previous; Enable-CDProvider Direct; Restore-CDOfficial }
            'Set-CDBudget'                = { Set-CDBudget Daily -LimitUsd 5 -Provider Echo; Set-CDBudget Daily -LimitUsd -1; Set-CDBudget Other -LimitTokens 5 -Provider Nobody }
            'Set-CDProvider'              = {
                Set-CDProvider echo -ApiKey (ConvertTo-Key $key) -PassThru
                Set-CDProvider echo -Notes changed -PassThru
                Set-CDProvider echo -ApiKey $key.Text
                Set-CDProvider echo -Header @{ 'X-Access-Token' = $header.Text }
                Set-CDProvider echo -Header @{ 'X-Team' = "Bearer $($header.Text)" }
                Set-CDProvider echo -BodyAddition @{ a = @{ api_key = $header.Text } }
                Set-CDProvider echo -BodyAddition @{ a = 1, $header.Text }
                Set-CDProvider echo -BodyAddition "{ $($header.Text)"
                Set-CDProvider echo -BaseUri "https://$([uri]::EscapeDataString($header.Text))@a.example.com"
                Set-CDProvider direct -ApiKeyFromEnvironment CD_CANARY -PassThru
                Set-CDProvider direct -ApiKeyFromEnvironment $key.Text
                Set-CDProvider direct -SecretName x -VaultName nowhere
            }
            'Start-CDGateway'             = { Start-CDGateway; Start-CDGateway; Remove-Gateway; Start-CDGateway -Port 1; Start-CDGateway -GatewayHost PowerShell; Remove-Gateway; Start-CDGateway -GatewayHost Native }
            'Stop-CDGateway'              = { $job = Start-CDGateway; Stop-CDGateway; $job; Receive-Job $job; Stop-CDGateway; Stop-CDGateway -Port 1 }
            'Test-CDProfile'              = { Test-CDProfile; $null = Enable-CDProvider Direct; Test-CDProfile; Test-CDProfile -Quiet; Test-CDProfile -UserProfilePath $env:HOME; Set-Content (Get-ProfilePath) "{ `"inferenceGatewayApiKey`": `"x$($header.Text.Substring(0, 3))`" }"; Test-CDProfile }
            'Test-CDProvider'             = { Test-CDProvider Echo; Test-CDProvider Direct; Test-CDProvider Named; Test-CDProvider Nobody; $null = Start-CDGateway; Test-CDProvider Echo -Full }
            'Update-CDPrice'              = { Update-CDPrice -Uri "https://user:$([uri]::EscapeDataString($key.Text))@127.0.0.1:1/?key=$([uri]::EscapeDataString($key.Text))"; Update-CDPrice -Uri "http://127.0.0.1:1/?key=$([uri]::EscapeDataString($key.Text))"; Update-CDPrice (New-Item -Force (Join-Path $TestDrive "$([guid]::NewGuid()).csv") -Value "name,inputPerMtok`nm,x").FullName }
            'Unregister-CDGateway'        = { Use-StandInService; $null = Register-CDGateway; Unregister-CDGateway; Unregister-CDGateway; Get-CDGateway }
        }
    }

    AfterEach {
        Remove-Gateway
        Get-CDGateway | Where-Object ProcessId | ForEach-Object { Stop-Process -Id $_.ProcessId -Force }
        [AppContext]::SetData('ClaudeDesktop.SystemFolder', $null)
        $env:CLAUDEDESKTOP_APP_PATH = $null
    }

    AfterAll {
        if ($watch) { Stop-ProcessWatch $watch }
        Stop-EchoUpstream $upstream
        foreach ($name in $before.Keys) { Set-Item "env:$name" $before[$name] }
    }

    It '<_> has a run in this test' -ForEach $commands {
        $runs.ContainsKey($_) | Should -BeTrue
        $called = foreach ($call in $runs[$_].Ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) { $call.GetCommandName() }
        $called | Should -Contain $_
    }

    It 'when <_> succeeds, fails and says all that it can' -ForEach $commands {
        if (-not $IsLinux -and $_ -like '*gister-CDGateway') { Set-ItResult -Skipped -Because 'it would change this machine, and only systemd has a stand-in' }
        $machine = New-CanaryHome
        $upstream.Mode = 'json401'
        $said = Get-AllSaid $runs[$_]
        $said | Should -Not -BeNullOrEmpty
        Find-CanaryLine $machine.All $said | Select-Object -First 5 | Should -BeNullOrEmpty
        $direct = (Test-Path (Get-ProfilePath)) -and -not ((Get-Content (Get-ProfilePath) -Raw) -match '127.0.0.1:\d+/claude-desktop')
        Find-CanaryFile $machine.All $machine.Root (Get-Allowed -Direct:$direct) | Should -BeNullOrEmpty
    }

    It 'when a vendor says it back by way of <Format>: <Mode>' -ForEach $formats.ForEach{ $format = $_; $modes.ForEach{ @{ Format = $format; Mode = $_ } } } {
        $machine = New-CanaryHome $Format
        $upstream.Mode = $Mode
        $upstream.Heard.Clear()
        $said = Get-AllSaid { Test-CDProvider Echo; Get-CDModel Echo }
        $job = Start-CDGateway
        # A model's own words are the user's, and no model says anything here but in a stream, before it fails.
        $said += (Send-Canary $machine.Token) + (Send-Canary $machine.Token -Stream) + (Send-Canary $machine.Token -Path '/v1/messages/count_tokens') -join "`n"
        $said += Get-AllSaid { Test-CDProvider Echo }
        $upstream.Heard.ToArray().Where{ $_ -like "*$($key.Pieces[0])*" }.Count | Should -BeGreaterThan 3
        $said += Get-AllSaid { $job; Receive-Job $job -Keep; Get-CDGateway; Test-CDProfile }
        Stop-CDGateway -Force
        $said += Get-AllSaid { Receive-Job $job }
        if ($Mode -match 'json|text') { $said | Should -Match 'You sent ''\S*\s?\[hidden\]''.*\[hidden\]' }
        $said | Should -Not -Match 'NotSupportedException|NullReferenceException|ArgumentException'
        Find-CanaryLine $machine.All $said | Select-Object -First 5 | Should -BeNullOrEmpty
        Find-CanaryFile $machine.All $machine.Root (Get-Allowed) | Should -BeNullOrEmpty
    }

    It 'when a request holds it itself' {
        $machine = New-CanaryHome
        $job = Start-CDGateway
        $null = Send-Canary $machine.Token
        $said = foreach ($body in @{ model = $key.Text }, @{ model = $machine.Token.Text }, @{ $key.Text = 1 }, "$($key.Text)", @{ model = 'claude-sonnet-5'; messages = $key.Text }) { Send-Canary $machine.Token -Body $body }
        $said += Send-Canary $machine.Token -Path "/v1/$([uri]::EscapeDataString($key.Text))"
        $said += Send-Canary $header
        $said = ($said -join "`n") + (Get-AllSaid { Receive-Job $job })
        Find-CanaryLine $machine.All $said | Select-Object -First 5 | Should -BeNullOrEmpty
    }

    It 'when the gateway is killed' -Skip:$IsWindows {
        $machine = New-CanaryHome
        $upstream.Mode = 'json500'
        $job = Start-CDGateway
        $null = Send-Canary $machine.Token
        Stop-Process -Id (Get-CDGateway).ProcessId -Force
        $null = Wait-Job $job -Timeout 60
        $said = Get-AllSaid { $job; Receive-Job $job; Get-CDGateway; Test-CDProfile; Start-CDGateway; Send-Canary $machine.Token; Test-CDProvider Echo }
        $said | Should -Match 500
        Find-CanaryLine $machine.All $said | Select-Object -First 5 | Should -BeNullOrEmpty
        Find-CanaryFile $machine.All $machine.Root (Get-Allowed) | Should -BeNullOrEmpty
    }

    It 'when a shell is killed while it writes keys, once the next command has run' -Skip:$IsWindows {
        $machine = New-CanaryHome
        foreach ($round in 1..3) {
            $shell = Invoke-Shell "'begun'; while (`$true) { Set-CDProvider echo -ApiKey `$key -Enable -WarningAction Ignore; Set-CDProvider echo -Notes (Get-Random); Enable-CDProvider Named -WarningAction Ignore }" -NoWait
            try {
                $shell.StandardOutput.ReadLine() | Should -Be begun
                Start-Sleep -Milliseconds (100 * $round)
            }
            finally { $shell.Kill(); $shell.WaitForExit() }
            $null = Set-CDProvider echo -ApiKey (ConvertTo-Key $key) -WarningAction Ignore
            $null = Enable-CDProvider Echo -WarningAction Ignore
            Find-CanaryFile $machine.All $machine.Root (Get-Allowed) | Should -BeNullOrEmpty
        }
    }

    It 'when every earlier state is kept, shown and brought back' {
        $machine = New-CanaryHome
        foreach ($name in 'Direct', 'Named', 'Echo', 'Direct', 'Echo') { $null = Enable-CDProvider $name -WarningAction Ignore }
        $null = Restore-CDOfficial -WarningAction Ignore
        $said = Get-AllSaid { Get-CDProfile -History; Get-CDProfile -History | Repair-CDProfile; Restore-CDOfficial }
        (Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME history)).Count | Should -BeGreaterThan 4
        Find-CanaryLine $machine.All $said | Select-Object -First 5 | Should -BeNullOrEmpty
        # In official mode again, not even the app's own files hold one.
        $store = Join-Path $env:CLAUDEDESKTOP_HOME secrets.json
        Find-CanaryFile $machine.All $machine.Root @{ key = $store; direct = $store; token = $store } | Should -BeNullOrEmpty
    }

    It 'when it is sealed with a passphrase, and comes back from there' {
        $machine = New-CanaryHome
        $file = Join-Path $machine.Root exported/list.json
        $null = New-Item -ItemType Directory (Split-Path $file)
        $said = Get-AllSaid { Export-CDProvider $file -IncludeSecret -Passphrase (ConvertTo-Key $phrase) }
        Find-CanaryFile $machine.All $machine.Root (Get-Allowed) | Should -BeNullOrEmpty
        $exported = [IO.File]::ReadAllBytes($file)
        $second = New-CanaryHome
        $null = Get-CDProvider | Where-Object Id -NE claude-desktop-official | Remove-CDProvider -Force -Confirm:$false -WarningAction Ignore
        [IO.File]::ReadAllText((Join-Path $env:CLAUDEDESKTOP_HOME secrets.json)) | Should -Not -Match $key.Pieces[0]
        [IO.File]::WriteAllBytes((Join-Path $second.Root list), $exported)
        $said += Get-AllSaid { Import-CDProvider (Join-Path $second.Root list) -Format Json -Passphrase (ConvertTo-Key $phrase) }
        [IO.File]::ReadAllText((Join-Path $env:CLAUDEDESKTOP_HOME secrets.json)) | Should -Match $key.Pieces[0]
        Find-CanaryLine ($machine.All + $second.Token) $said | Select-Object -First 5 | Should -BeNullOrEmpty
        Find-CanaryFile ($machine.All + $second.Token) $second.Root (Get-Allowed) | Should -BeNullOrEmpty
    }

    It 'when a shell writes a transcript of everything' {
        $machine = New-CanaryHome
        $upstream.Mode = 'text401'
        $said = Invoke-Shell @'
$null = Start-Transcript (Join-Path $env:TMPDIR transcript.txt) -IncludeInvocationHeader
$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
Set-PSDebug -Trace 1
New-CDProvider -Name Another -Preset OpenAI -BaseUri (Get-CDProvider Echo).BaseUri -ApiKey $key -Verbose
Set-CDProvider another -ApiKey $key -Enable
$job = Start-CDGateway
Test-CDProvider Another
Test-CDProvider Echo
Get-CDModel Another
Receive-Job $job
Get-Error
Reset-CDGatewayToken
Restore-CDOfficial
$null = Stop-Transcript
'@
        $transcript = [IO.File]::ReadAllText((Join-Path $env:TMPDIR transcript.txt))
        $transcript | Should -Match 'Another'
        $transcript | Should -Match '401'
        Find-CanaryLine $machine.All $said | Select-Object -First 5 | Should -BeNullOrEmpty
        Find-CanaryFile $machine.All $machine.Root (Get-Allowed) | Should -BeNullOrEmpty
    }

    It 'when the gateway runs in the foreground, as a service does, and is ended' -Skip:$IsWindows {
        $machine = New-CanaryHome
        $upstream.Mode = 'json401'
        $shell = Invoke-Shell '$VerbosePreference = $DebugPreference = "Continue"; Start-CDGateway -Foreground *>&1' -NoWait
        try {
            for ($i = 0; $i -lt 600 -and (Get-CDGateway).State -ne 'Running'; $i++) { Start-Sleep -Milliseconds 50 }
            $said = (Send-Canary $machine.Token) -join "`n"
            if ($watch) { Wait-ProcessWatch $watch }
            Stop-CDGateway -Force
            $said += $shell.StandardOutput.ReadToEnd() + $shell.StandardError.ReadToEnd()
            $shell.WaitForExit()
        }
        finally { if (-not $shell.HasExited) { $shell.Kill($true) } }
        $said | Should -Match 401
        Find-CanaryLine $machine.All $said | Select-Object -First 5 | Should -BeNullOrEmpty
        Find-CanaryFile $machine.All $machine.Root (Get-Allowed) | Should -BeNullOrEmpty
    }

    It 'when it was in no process''s arguments and in no process''s environment all the while' -Skip:(-not $IsLinux) {
        $null = New-CanaryHome
        $null = Start-CDGateway
        $rounds = $watch.Rounds
        Wait-ProcessWatch $watch
        $watch.Rounds | Should -BeGreaterThan $rounds
        $watch.Found.Keys | Should -BeNullOrEmpty
    }
}
