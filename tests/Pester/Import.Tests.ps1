Describe 'Import-CDClaudeCodeProvider' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    BeforeEach {
        $root = New-TestHome
        $base = @{ ANTHROPIC_BASE_URL = 'https://api.example.com/anthropic'; ANTHROPIC_AUTH_TOKEN = 'sk-secret-0123456789abcdef' }
    }

    It 'makes a direct provider of an address and a key, with an id of scope and host' {
        $result = Import-CDClaudeCodeProvider -Path (New-ClaudeCodeSettings $base)
        $result.Outcome | Should -Be Imported
        $result.Id | Should -Be project-api-example-com
        $result.Provider.Mode | Should -Be Direct
        $result.Provider.AuthScheme | Should -Be Bearer
        $result.Provider.KeyHint | Should -Be '…cdef'
        (Get-CDProvider -Id $result.Id).BaseUri | Should -Be 'https://api.example.com/anthropic'
    }

    It 'tells the scopes apart by file' {
        'settings.local.json', 'managed-settings.json' | ForEach-Object {
            (Import-CDClaudeCodeProvider (New-ClaudeCodeSettings $base -Name $_)).Id
        } | Should -Be local-api-example-com, managed-api-example-com
    }

    It 'reads the user''s own file without a path, where CLAUDE_CONFIG_DIR says' {
        $env:CLAUDE_CONFIG_DIR = Split-Path (New-ClaudeCodeSettings $base)
        try { (Import-CDClaudeCodeProvider).Id | Should -Be user-api-example-com }
        finally { $env:CLAUDE_CONFIG_DIR = $null }
    }

    It 'keeps safe model names in a direct provider' {
        $result = Import-CDClaudeCodeProvider (New-ClaudeCodeSettings ($base + @{ ANTHROPIC_MODEL = 'claude-opus-5'; ANTHROPIC_SMALL_FAST_MODEL = 'claude-haiku-4-5' }))
        $result.Provider.Mode | Should -Be Direct
        $result.Provider.Models | Should -Be claude-opus-5, claude-haiku-4-5
    }

    It 'makes routes of other names, and only a mark makes Supports1M' {
        $result = Import-CDClaudeCodeProvider (New-ClaudeCodeSettings ($base + @{
                    ANTHROPIC_DEFAULT_SONNET_MODEL = 'deep-pro[1M]'; ANTHROPIC_DEFAULT_OPUS_MODEL = 'deep-max'
                    ANTHROPIC_DEFAULT_FABLE_MODEL  = 'deep-tale'; ANTHROPIC_SMALL_FAST_MODEL = 'deep-flash'; ANTHROPIC_MODEL = 'opusplan' }))
        $result.Provider.Mode | Should -Be Mapped
        $result.Provider.Routes.Role | Should -Be Sonnet, Opus, Haiku, Fable
        $result.Provider.Routes.Model | Should -Be deep-pro, deep-max, deep-flash, deep-tale
        $result.Provider.Routes.Supports1M | Should -Be $true, $false, $false, $false
        $result.Provider.Routes.DisplayName | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'keeps a mark on a safe name by mapping it' {
        $result = Import-CDClaudeCodeProvider (New-ClaudeCodeSettings ($base + @{ ANTHROPIC_MODEL = 'claude-sonnet-5[1m]' }))
        $result.Provider.Mode | Should -Be Mapped
        $result.Provider.Routes[0].Model | Should -Be claude-sonnet-5
        $result.Provider.Routes[0].Supports1M | Should -BeTrue
    }

    It 'takes a key alone for Anthropic''s own' {
        $result = Import-CDClaudeCodeProvider (New-ClaudeCodeSettings @{ ANTHROPIC_API_KEY = 'sk-secret-0123456789abcdef' })
        $result.Provider.BaseUri | Should -Be 'https://api.anthropic.com/'
        $result.Provider.AuthScheme | Should -Be XApiKey
    }

    It 'keeps what exists, and updates it by force' {
        $path = New-ClaudeCodeSettings $base
        $id = (Import-CDClaudeCodeProvider $path).Id
        Set-CDProvider $id -Notes mine -Model claude-opus-5
        $kept = Import-CDClaudeCodeProvider $path
        $kept.Outcome | Should -Be Kept
        $kept.Reason | Should -BeLike '*-Force*'
        $updated = Import-CDClaudeCodeProvider $path -Force
        $updated.Outcome | Should -Be Updated
        $updated.Provider.Notes | Should -Be mine
        $updated.Provider.Models | Should -BeNullOrEmpty
    }

    It 'notes an apiKeyHelper and never runs it' {
        $mark = Join-Path $TestDrive ran
        $result = Import-CDClaudeCodeProvider (New-ClaudeCodeSettings @{ ANTHROPIC_BASE_URL = 'https://api.example.com' } @{ apiKeyHelper = "touch '$mark'" })
        $result.Outcome | Should -Be Imported
        $result.Reason | Should -BeLike '*apiKeyHelper*not run*'
        $mark | Should -Not -Exist
    }

    It 'skips what cannot be inferred, with the reason: <Why>' -ForEach @(
        @{ Why = '*neither an address nor a key*'; Env = @{} }
        @{ Why = '*names no key*'; Env = @{ ANTHROPIC_BASE_URL = 'https://api.example.com' } }
        @{ Why = '*names no key*'; Env = @{ ANTHROPIC_BASE_URL = 'https://api.example.com'; OPENAI_API_KEY = 'sk-secret-0123456789abcdef' } }
        @{ Why = '*CLAUDE_CODE_USE_BEDROCK*'; Env = @{ CLAUDE_CODE_USE_BEDROCK = '1' } }
        @{ Why = '*not an address*'; Env = @{ ANTHROPIC_BASE_URL = 'api'; ANTHROPIC_AUTH_TOKEN = 'sk-secret-0123456789abcdef' } }
        @{ Why = '*query*'; Env = @{ ANTHROPIC_BASE_URL = 'https://api.example.com/?key=sk-secret-0123456789abcdef' } }
        @{ Why = '*https*'; Env = @{ ANTHROPIC_BASE_URL = 'http://api.example.com'; ANTHROPIC_AUTH_TOKEN = 'sk-secret-0123456789abcdef' } }
        @{ Why = '*key holds a blank*'; Env = @{ ANTHROPIC_AUTH_TOKEN = 'sk secret' } }
        @{ Why = '*credential*'; Env = @{ ANTHROPIC_AUTH_TOKEN = 'sk-secret-0123456789abcdef'; ANTHROPIC_CUSTOM_HEADERS = 'Authorization: Bearer sk-secret-0123456789abcdef' } }
    ) {
        $result = Import-CDClaudeCodeProvider (New-ClaudeCodeSettings $Env)
        $result.Outcome | Should -Be Skipped
        $result.Reason | Should -BeLike $Why
        $result.Provider | Should -BeNullOrEmpty
        (Get-CDProvider).Count | Should -Be 1
        ($result | ConvertTo-Json -Depth 5) + ($result | Format-List * | Out-String) | Should -Not -BeLike '*sk-secret*'
    }

    It 'shows the key to nobody, on no stream' {
        $shown = Import-CDClaudeCodeProvider (New-ClaudeCodeSettings $base) -Verbose -Debug *>&1
        ($shown | ForEach-Object { "$_"; $_ | ConvertTo-Json -Depth 5 -WarningAction Ignore; $_ | Format-List * | Out-String }) -join ' ' | Should -Not -BeLike '*sk-secret*'
        Get-Content (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) -Raw | Should -Not -BeLike '*sk-secret*'
    }

    It 'says what is wrong with a file that is missing or broken, and goes on with the next' {
        $bad = (New-Item (Join-Path $TestDrive bad/settings.json) -Force -Value '{ "env": ').FullName
        $found = Import-CDClaudeCodeProvider (Join-Path $TestDrive nowhere.json), $bad, (New-ClaudeCodeSettings $base) -ErrorVariable errors -ErrorAction SilentlyContinue
        $found.Outcome | Should -Be Imported
        $errors.FullyQualifiedErrorId | ForEach-Object { ($_ -split ',')[0] } | Should -Be ImportSourceMissing, ImportSourceUnreadable
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'takes files from the pipeline' {
        $file = New-ClaudeCodeSettings $base
        (Get-Item $file | Import-CDClaudeCodeProvider).Outcome | Should -Be Imported
    }
}

Describe 'Import-CDClaudeCodeProvider -From CcSwitch' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    BeforeEach { $null = New-TestHome }

    It 'says where it looked, where there is no database' {
        $path = Join-Path $TestDrive nowhere.db
        { Import-CDClaudeCodeProvider -From CcSwitch -Path $path -ErrorAction Stop } | Should -Throw -ErrorId 'ImportSourceMissing,*'
    }

    It 'refuses what is no database, and leaves it as it is' {
        $path = (New-Item (Join-Path $TestDrive text.db) -Value ('x' * 5000) -Force).FullName
        $before = Get-FileHash $path
        { Import-CDClaudeCodeProvider -From CcSwitch -Path $path -ErrorAction Stop } | Should -Throw -ErrorId 'ImportSourceUnreadable,*'
        (Get-FileHash $path).Hash | Should -Be $before.Hash
    }
}

Describe 'Import of what other programs keep' {
    BeforeDiscovery { $python = Get-Command python3, python -CommandType Application -ErrorAction Ignore | Where-Object { & $_ -c 'import sqlite3' 2>$null; $LASTEXITCODE -eq 0 } | Select-Object -First 1 }
    BeforeAll { . $PSScriptRoot/common.ps1 }
    BeforeEach { $null = New-TestHome }

    # Without python3 and its sqlite3 module nobody here can make a database; the unit tests make one through the module's own library.
    It 'reads a database that is open and in WAL mode, and leaves its folder byte for byte' -Skip:(-not $python) {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $file = Join-Path $folder cc-switch.db
        $script = @'
import sqlite3, sys, os
d = sqlite3.connect(sys.argv[1])
d.execute("PRAGMA journal_mode=WAL")
d.execute("CREATE TABLE providers (id TEXT, app_type TEXT, name TEXT, settings_config TEXT, website_url TEXT, notes TEXT, sort_index INTEGER, meta TEXT DEFAULT '{}', PRIMARY KEY (id, app_type))")
env = '"env":{"ANTHROPIC_BASE_URL":"https://api.example.com","ANTHROPIC_AUTH_TOKEN":"sk-secret-0123456789abcdef","ANTHROPIC_MODEL":"deep"}'
d.execute("INSERT INTO providers (id, app_type, name, settings_config) VALUES ('plain', 'claude', 'Plain', ?)", ("{" + env + "}",))
d.execute("INSERT INTO providers (id, app_type, name, settings_config) VALUES ('old', 'claude', 'Old', ?)", ("{\"openrouter_compat_mode\":true," + env + "}",))
d.execute("INSERT INTO providers (id, app_type, name, settings_config, meta) VALUES ('agent', 'claude', 'Agent', ?, ?)", ("{" + env + "}", '{"customUserAgent":"tool/1.0","localProxyRequestOverrides":{"headers":{"x-team":"red","Authorization":"Bearer sk-secret"},"body":{"a":1}}}'))
d.execute("INSERT INTO providers (id, app_type, name, settings_config, meta) VALUES ('copilot', 'claude', 'Copilot', '{}', '{\"providerType\":\"github_copilot\"}')")
d.commit()
os._exit(0)
'@
        & (Get-Command python3, python -CommandType Application -ErrorAction Ignore)[0] -c $script $file
        Test-Path "$file-wal" | Should -BeTrue -Because 'the writer ended without tidying up'
        $before = Get-Tree $folder
        $done = Import-CDClaudeCodeProvider -From CcSwitch -Path $file
        Get-Tree $folder | Should -Be $before
        ($done | Sort-Object Id | ForEach-Object { "$($_.Id) $($_.Outcome)" }) | Should -Be 'agent Imported', 'copilot Skipped', 'old Imported', 'plain Imported'
        (Get-CDProvider -Id old).ApiFormat | Should -Be OpenAIChat
        $agent = $done | Where-Object Id -EQ agent
        $agent.Provider.Headers['User-Agent'] | Should -Be tool/1.0
        $agent.Provider.Headers['x-team'] | Should -Be red
        $agent.Reason | Should -BeLike "*'Authorization' was left out*body*left out*"
        ($done | Format-List * | Out-String) | Should -Not -Match 'sk-secret'
    }

    It 'updates the active provider by force: the profile follows, and a warning says to restart' {
        $path = New-ClaudeCodeSettings
        $id = (Import-CDClaudeCodeProvider $path).Id
        $null = Enable-CDProvider $id -WarningAction Ignore
        Set-Content $path '{"env":{"ANTHROPIC_BASE_URL":"https://api.example.com/v2","ANTHROPIC_AUTH_TOKEN":"sk-secret-another-key-99"}}'
        $done = Import-CDClaudeCodeProvider $path -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $done.Outcome | Should -Be Updated
        (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceGatewayBaseUrl | Should -Be 'https://api.example.com/v2'
        (Get-CDProvider -Id $id).IsActive | Should -BeTrue
        "$warnings" | Should -BeLike '*start it again*'
    }

    It 'tells two projects on one host apart' {
        $settings = '{"env":{"ANTHROPIC_BASE_URL":"https://api.example.com","ANTHROPIC_AUTH_TOKEN":"sk-secret-0123456789abcdef"}}'
        $paths = 'web', 'mobile' | ForEach-Object { (New-Item -Force (Join-Path $TestDrive "$([guid]::NewGuid())/$_/.claude/settings.json") -Value $settings).FullName }
        $done = Import-CDClaudeCodeProvider $paths
        $done.Outcome | Should -Be Imported, Imported
        $done.Id | Should -Be project-web-api-example-com, project-mobile-api-example-com
    }
}

Describe 'Import-CDProvider -FromConfigLibrary' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Add-Profile([string] $Id, $Content, [string] $Name = $Id) {
            $library = Join-Path $env:CLAUDEDESKTOP_APP_HOME Claude-3p/configLibrary
            if ($Content) { $null = New-Item -Force (Join-Path $library "$Id.json") -Value $(if ($Content -is [string]) { $Content } else { $Content | ConvertTo-Json -Depth 9 }) }
            $path = Join-Path $library _meta.json
            $index = (Test-Path $path) ? (Get-Content $path -Raw | ConvertFrom-Json -AsHashtable) : @{ entries = @(); hybridPointer = 1.0 }
            $index.entries += @{ id = $Id; name = $Name }
            $null = New-Item -Force $path -Value ($index | ConvertTo-Json -Depth 5)
        }
        $flat = @{ inferenceProvider = 'gateway'; inferenceGatewayBaseUrl = 'https://flat.example.com'; inferenceGatewayApiKey = 'sk-secret-0123456789abcdef'; inferenceGatewayAuthScheme = 'x-api-key' }
    }
    BeforeEach { $null = New-TestHome }

    It 'reads both shapes, and leaves the library byte for byte' {
        Add-Profile 11111111-0000-4000-8000-000000000001 ($flat + @{ inferenceModels = 'claude-sonnet-5', @{ name = 'claude-opus-5' }; inferenceCustomHeaders = '{"x-team":"red"}' }) 'Team gateway'
        Add-Profile 11111111-0000-4000-8000-000000000002 @{ inference = @{ provider = 'gateway'; baseUrl = 'https://nested.example.com'; credential = @{ kind = 'static'; apiKey = 'sk-secret-nested-012345' }; customHeaders = @{ 'x-a' = 'b' } } }
        Add-Profile 11111111-0000-4000-8000-000000000003 @{ inferenceProvider = 'anthropic'; inferenceAnthropicApiKey = 'sk-ant-secret-0123456789' } Anthropic
        Add-Profile 11111111-0000-4000-8000-000000000004 ($flat + @{ inferenceModels = @(@{ name = 'claude-sonnet-5'; supports1m = $true; labelOverride = 'Big' }, @{ name = 'deep'; anthropicFamilyTier = 'haiku' }) }) Mapped
        $before = Get-Tree $env:CLAUDEDESKTOP_APP_HOME
        $done = Import-CDProvider -FromConfigLibrary
        Get-Tree $env:CLAUDEDESKTOP_APP_HOME | Should -Be $before
        $done.Outcome | Should -Be Imported, Imported, Imported, Imported
        $done.Provider.Mode | Should -Be Direct, Direct, Direct, Mapped
        $done.Provider.AuthScheme | Should -Be XApiKey, Bearer, XApiKey, XApiKey
        $done[0].Name | Should -Be 'Team gateway'
        $done[0].Provider.Models | Should -Be claude-sonnet-5, claude-opus-5
        $done[0].Provider.Headers['x-team'] | Should -Be red
        $done[0].Provider.KeyHint | Should -Be '…cdef'
        $done[3].Provider.Routes.RouteId | Should -Be claude-sonnet-5, claude-haiku-4-5
        $done[3].Provider.Routes.Supports1M | Should -Be $true, $false
        ($done | Format-List * | Out-String) + ($done | ConvertTo-Json -Depth 5 -WarningAction Ignore) | Should -Not -Match 'sk-(ant-)?secret'
        (Import-CDProvider -FromConfigLibrary).Outcome | Should -Be Kept, Kept, Kept, Kept
    }

    It 'skips <What>, with the reason' -ForEach @(
        @{ What = 'the proxy of cc-switch'; Profile = @{ inferenceProvider = 'gateway'; inferenceGatewayBaseUrl = 'http://127.0.0.1:15721/claude-desktop'; inferenceGatewayApiKey = 'ccs-1' }; Why = '*cc-switch*' }
        @{ What = 'a proxy of that path on another port'; Profile = @{ inferenceProvider = 'gateway'; inferenceGatewayBaseUrl = 'http://127.0.0.1:15999/claude-desktop'; inferenceGatewayApiKey = 'ccs-1' }; Why = '*another program*' }
        @{ What = 'Ollama'; Profile = @{ inferenceProvider = 'gateway'; inferenceGatewayBaseUrl = 'http://localhost:11435'; inferenceGatewayApiKey = 'ollama' }; Why = '*Ollama*' }
        @{ What = 'a cloud'; Profile = @{ inferenceProvider = 'bedrock' }; Why = "*'bedrock'*" }
        @{ What = 'a helper script'; Profile = @{ inferenceProvider = 'gateway'; inferenceGatewayBaseUrl = 'https://a.example.com'; inferenceCredentialHelper = '/bin/false' }; Why = '*helper*not run*' }
        @{ What = 'a kind that signs in'; Profile = @{ inferenceProvider = 'gateway'; inferenceGatewayBaseUrl = 'https://a.example.com'; inferenceCredentialKind = 'external-idp' }; Why = "*'external-idp'*" }
        @{ What = 'Anthropic through a browser'; Profile = @{ inferenceProvider = 'anthropic' }; Why = '*NeedsAccount*' }
        @{ What = 'no key'; Profile = @{ inferenceProvider = 'gateway'; inferenceGatewayBaseUrl = 'https://a.example.com' }; Why = '*no key*' }
        @{ What = 'a model of no family'; Profile = @{ inferenceProvider = 'gateway'; inferenceGatewayBaseUrl = 'https://a.example.com'; inferenceGatewayApiKey = 'sk-1'; inferenceModels = @('deep') }; Why = "*'deep' belongs to no family*" }
        @{ What = 'an empty stub'; Profile = '{}'; Why = '*names no provider*' }
        @{ What = 'a broken file'; Profile = '{'; Why = '*not JSON*' }
        @{ What = 'no file'; Profile = $null; Why = '*not there*' }
    ) {
        Add-Profile 22222222-0000-4000-8000-000000000001 $Profile Other
        $done = Import-CDProvider -FromConfigLibrary
        $done.Outcome | Should -Be Skipped
        $done.Reason | Should -BeLike $Why
        (Get-CDProvider).Count | Should -Be 1
    }

    It 'never takes our own profile, nor an id that leads out of the library' {
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_APP_HOME outside.json) -Value ($flat | ConvertTo-Json)
        Add-Profile '../../outside' $null Outside
        $done = Import-CDProvider -FromConfigLibrary
        $done.Outcome | Should -Be Skipped
        $done.Reason | Should -BeLike '*no profile can have*'
    }

    It 'gives nothing where there is no library' {
        Import-CDProvider -FromConfigLibrary | Should -BeNullOrEmpty
    }
}
