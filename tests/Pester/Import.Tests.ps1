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
