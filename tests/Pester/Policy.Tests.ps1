Describe 'What rides along with a request' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        function New-Mapped([string] $Name = 'Mine', [string] $BaseUri = 'https://llm.contoso.com/v1', [hashtable] $With = @{}) {
            New-CDProvider -Name $Name -Mode Mapped -ApiFormat OpenAIChat -BaseUri $BaseUri -ApiKey (Get-Key) -Route (New-CDModelRoute Sonnet vendor/large), (New-CDModelRoute Haiku vendor/small) @With
        }
        function Get-Stored([string] $Id = 'mine') { (Get-Content (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) -Raw | ConvertFrom-Json).providers | Where-Object id -EQ $Id }
    }
    BeforeEach { $null = New-TestHome -OwnPort }

    It 'takes the additions to a body as a table, an object or a text, and an empty one takes them away' {
        $null = New-Mapped
        $table = Set-CDProvider mine -BodyAddition @{ zoo = 1; temperature = 0.25; metadata = @{ team = 'eng'; list = 1, $true, $null }; gone = $null } -PassThru
        $table.BodyAdditions | Should -Be '{"gone":null,"metadata":{"list":[1,true,null],"team":"eng"},"temperature":0.25,"zoo":1}'
        (Get-Stored).bodyAdditions.metadata.team | Should -Be eng
        (Set-CDProvider mine -BodyAdditions ([pscustomobject]@{ b = @{ c = 1L }; a = 'x' }) -PassThru).BodyAdditions | Should -Be '{"b":{"c":1},"a":"x"}'
        (Set-CDProvider mine -BodyAddition '{ "x": 1.0e1 }' -PassThru).BodyAdditions | Should -Be '{"x":1.0e1}'
        (Set-CDProvider mine -Notes other -PassThru).BodyAdditions | Should -Be '{"x":1.0e1}'
        foreach ($nothing in @{}, '', $null, '{}') {
            $null = Set-CDProvider mine -BodyAddition @{ a = 1 }
            (Set-CDProvider mine -BodyAddition $nothing -PassThru).BodyAdditions | Should -BeNullOrEmpty
        }
    }

    It 'refuses additions that <What>' -ForEach @(
        @{ What = 'name the model'; Given = @{ model = 'x' }; Why = "*'model' cannot be added*" }
        @{ What = 'name the conversation'; Given = '{"messages":[]}'; Why = "*'messages' cannot be added*" }
        @{ What = 'carry a credential'; Given = @{ a = @{ api_key = 'x' } }; Why = "*'api_key'*-ApiKey*" }
        @{ What = 'look like a key'; Given = @{ user = 'sk-canary-0123456789abcdef' }; Why = '*looks like a key*' }
        @{ What = 'are no JSON'; Given = 'temperature: 1'; Why = '*not a JSON object*' }
        @{ What = 'are a list'; Given = @(1, 2); Why = '*not a JSON object*' }
        @{ What = 'hold a date'; Given = @{ at = [datetime]'2026-01-01' }; Why = '*hold a DateTime*' }
    ) {
        $null = New-Mapped
        { Set-CDProvider mine -BodyAddition $Given -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInvalid,*' -ExpectedMessage $Why
        $Error[0] | Out-String | Should -Not -BeLike '*canary*'
        (Get-CDProvider -Id mine).BodyAdditions | Should -BeNullOrEmpty
    }

    It 'knows the placeholders of headers, and says which there are' {
        $made = New-Mapped -With @{ Header = @{ 'X-Who' = '{user} on {host}' }; PortkeyMetadata = @{ user = '{user}'; session = '{session}'; team = 'eng' } }
        $made.Headers['x-portkey-metadata'] | Should -Be '{"session":"{session}","team":"eng","user":"{user}"}'
        { Set-CDProvider mine -Header @{ 'X-Who' = '{usr}' } -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInvalid,*' -ExpectedMessage '*{usr}*{user}, {host}, {session}, {provider}, {model}, {role}*'
        (Get-CDProvider -Id mine).Headers['X-Who'] | Should -Be '{user} on {host}'
    }

    It 'needs Mapped mode, and says so: <Name>' -ForEach @(
        @{ Name = 'Header'; Value = @{ 'X-S' = '{session}' } }
        @{ Name = 'PortkeyMetadata'; Value = @{ user = '{user}' } }
        @{ Name = 'BodyAddition'; Value = @{ a = 1 } }
        @{ Name = 'AllowModel'; Value = 'a*' }
        @{ Name = 'DenyModel'; Value = 'a*' }
        @{ Name = 'ProviderOrder'; Value = 'anthropic' }
        @{ Name = 'DataPolicy'; Value = 'Deny' }
        @{ Name = 'Fallback'; Value = 'other' }
    ) {
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        $given = @{ $Name = $Value }
        { Set-CDProvider router @given -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInvalid,*' -ExpectedMessage '*the local gateway*use Mapped mode (-Mode Mapped, each model a route)*'
        { New-CDProvider -Name Mapped -Preset OpenRouter -Mode Mapped -ApiKey (Get-Key) @given -ErrorAction Stop } | Should -Not -Throw
    }

    It 'sends OpenRouter''s order and data policy to OpenRouter only' {
        $made = New-CDProvider -Name Router -Preset OpenRouter -Mode Mapped -ProviderOrder anthropic, google-vertex -StrictProviderOrder -DataPolicy Deny -ApiKey (Get-Key)
        @($made.ProviderOrder) + $made.StrictProviderOrder + $made.DataPolicy | Should -Be anthropic, google-vertex, $true, Deny
        (Get-Stored router).dataPolicy | Should -Be Deny
        { Set-CDProvider router -BaseUri https://llm.contoso.com -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInvalid,*' -ExpectedMessage "*OpenRouter's*"
        { Set-CDProvider router -ProviderOrder @() -ErrorAction Stop } | Should -Throw -ExpectedMessage '*give -ProviderOrder*'
        $cleared = Set-CDProvider router -ProviderOrder @() -StrictProviderOrder:$false -DataPolicy $null -PassThru
        $cleared.ProviderOrder.Count, $cleared.StrictProviderOrder, $cleared.DataPolicy | Should -Be 0, $false, $null
    }

    It 'offers Claude Desktop only models that may be asked, and enables no provider without any' {
        $null = New-Mapped -With @{ DenyModel = '*/large' }
        $null = Enable-CDProvider Mine -WarningAction Ignore
        (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceModels.name | Should -BeLike 'claude-haiku-*'
        { Set-CDProvider mine -AllowModel other/* -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInvalid,*'
        (Get-CDProvider -Id mine).AllowModels | Should -BeNullOrEmpty
        $null = Set-CDProvider mine -DenyModel @() -WarningAction Ignore
        (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceModels.Count | Should -Be 2
    }

    It 'is left out of what Tab offers, and told by a test, where a list denies it' {
        $upstream = Start-TestUpstream @{ '/v1/models' = @{ Body = '{"data":[{"id":"vendor/large"},{"id":"vendor/small"}]}' } }
        try {
            $null = New-Mapped -BaseUri "$($upstream.Root)/v1" -With @{ DenyModel = '*/large' }
            $null = Get-CDModel -Id mine
            $line = 'Test-CDProvider -Id mine -Model vendor'
            [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be "'vendor/small'"
            $asked = $upstream.Calls.Count
            $told = Test-CDProvider -Id mine -Model vendor/large
            $told.Succeeded | Should -BeFalse
            $told.Problem | Should -BeLike "*'vendor/large' may not be asked*-DenyModel ``*/large*"
            $upstream.Calls.Count | Should -Be $asked
        }
        finally { Stop-TestUpstream $upstream }
    }

    It 'is copied with a provider, shown in its list, and comes back through a list of providers: <_>' -ForEach json, csv {
        $null = New-CDProvider -Name Router -Preset OpenRouter -Mode Mapped -ProviderOrder anthropic, google-vertex -StrictProviderOrder -DataPolicy Deny -ApiKey (Get-Key) `
            -AllowModel 'anthropic/*' -DenyModel '*opus*', '=x' -BodyAddition @{ temperature = 0.5; provider = @{ sort = 'price' } } -Header @{ 'X-Who' = '{user}' }
        $null = Copy-CDProvider Router -NewName Second
        $names = 'BodyAdditions', 'AllowModels', 'DenyModels', 'ProviderOrder', 'StrictProviderOrder', 'DataPolicy', 'Headers'
        $before = Get-CDProvider -Id router | Select-Object $names | ConvertTo-Json
        Get-CDProvider -Id second | Select-Object $names | ConvertTo-Json | Should -Be $before
        $shown = Get-CDProvider -Id router | Format-List | Out-String -Width 300
        foreach ($name in $names) { $shown | Should -Match "(?m)^$name\s+: \S" }
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).$_"
        Export-CDProvider $file
        $null = New-TestHome
        (Import-CDProvider $file).Outcome | Should -Be Imported, Imported
        Get-CDProvider -Id router | Select-Object $names | ConvertTo-Json | Should -Be $before
        Get-CDProvider | Where-Object Id -EQ second | ConvertTo-Json -Depth 6 | ConvertFrom-Json | Import-CDProvider -Force | ForEach-Object Outcome | Should -Be Updated
        Get-CDProvider -Id second | Select-Object $names | ConvertTo-Json | Should -Be $before
    }

    It 'is refused in a list as it is on a command line: <What>' -ForEach @(
        @{ What = 'a protected member'; Row = @{ bodyAdditions = @{ messages = @() } }; Why = "*'messages' cannot be added*" }
        @{ What = 'tools of strangers'; Row = @{ bodyAdditions = '{"mcp_servers":[{"url":"https://evil.example.com"}]}' }; Why = "*'mcp_servers' cannot be added*" }
        @{ What = 'additions that are a text'; Row = @{ bodyAdditions = 'x=1' }; Why = "*'bodyAdditions' is not a JSON object*" }
        @{ What = 'a policy that there is not'; Row = @{ dataPolicy = 'Sell' }; Why = "*'dataPolicy' is not one of Allow, Deny*" }
        @{ What = 'a key for a header'; Row = @{ headers = @{ 'X-Team' = 'sk-canary-0123456789abcdef' } }; Why = "*'X-Team' looks like a key*" }
        @{ What = 'a placeholder that there is not'; Row = @{ headers = @{ 'X-Team' = '{key}' } }; Why = '*{key}*{user}*' }
        @{ What = 'an escape sequence in a pattern'; Row = @{ denyModels = @("a$([char]27)[2J") }; Why = '*control characters*' }
    ) {
        $done = [pscustomobject]($Row + @{ id = 'bad'; mode = 'Mapped'; baseUri = 'https://openrouter.ai/api' }) | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Import-CDProvider
        $done.Outcome | Should -Be Skipped
        $done.Reason | Should -BeLike $Why
        $done.Reason | Should -Not -BeLike '*canary*'
    }

    It 'stays in the store with what a newer version wrote next to it' {
        $null = New-Mapped
        $path = Join-Path $env:CLAUDEDESKTOP_HOME providers.json
        $text = (Get-Content $path -Raw).Replace('"id":', '"mood": [1e3], "id":')
        [IO.File]::WriteAllText($path, $text)
        $null = Set-CDProvider mine -BodyAddition @{ a = 1 } -DenyModel x
        Get-Content $path -Raw | Should -BeLike '*"mood": `[1e3`]*'
    }
}
