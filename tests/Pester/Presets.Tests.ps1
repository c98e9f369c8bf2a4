Describe 'Presets' {
    BeforeAll { . $PSScriptRoot/common.ps1 }
    BeforeEach { $null = New-TestHome }

    It 'that need a name in their address say so, and take it' {
        { New-CDProvider -Name Azure -Preset 'Azure OpenAI' -ApiKey (Get-Key) -ErrorAction Stop } | Should -Throw -ErrorId 'PresetValueInvalid,*' -ExpectedMessage '*the name of your resource*'
        (New-CDProvider -Name Azure -Preset 'Azure OpenAI' -Resource contoso -ApiKey (Get-Key)).BaseUri | Should -Be https://contoso.openai.azure.com/openai/v1
        (New-CDProvider -Name Bedrock -Preset 'Amazon Bedrock' -Region eu-west-1 -ApiKey (Get-Key)).BaseUri | Should -Be https://bedrock-mantle.eu-west-1.api.aws/anthropic
        (New-CDProvider -Name Other -Preset 'Azure OpenAI' -BaseUri https://azure.example.com/openai/v1 -ApiKey (Get-Key)).BaseUri | Should -Be https://azure.example.com/openai/v1
    }

    It 'take a resource from the column of a table' {
        "Name,Preset,Resource,Region`nAzure,Azure OpenAI,contoso,`nKimi,Kimi,," | ConvertFrom-Csv | New-CDProvider -ApiKey (Get-Key) | ForEach-Object { $_.BaseUri.Host } |
            Should -Be contoso.openai.azure.com, api.moonshot.cn
    }

    It 'for OpenRouter is direct, and mapped on request; failover is refused for the one with the way to the other' {
        $direct = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key)
        $direct.Mode, $direct.Routes.Count | Should -Be Direct, 0
        { Set-CDProvider router -Fallback other -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInvalid,*' -ExpectedMessage '*-Mode Mapped*'
        $mapped = New-CDProvider -Name Mapped -Preset OpenRouter -Mode Mapped -Fallback router -ApiKey (Get-Key)
        $mapped.Mode, $mapped.Routes[0].Model, $mapped.Fallback[0] | Should -Be Mapped, anthropic/claude-sonnet-5, router
        (Get-CDProvider -Id mapped).Routes[0].Model | Should -Be anthropic/claude-sonnet-5
    }

    It 'for Portkey takes its metadata as a table, and writes it as the app reads it' {
        $made = New-CDProvider -Name Portkey -Preset Portkey -PortkeyMetadata @{ team = 'eng'; env = "$('prod')" } -Header @{ 'X-Other' = 'x' } -ApiKey (Get-Key)
        $made.Headers['x-portkey-metadata'] | Should -Be '{"env":"prod","team":"eng"}'
        $null = Enable-CDProvider Portkey -WarningAction Ignore
        $written = (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceCustomHeaders
        $written.'x-portkey-metadata' | Should -BeOfType string
        ($written.'x-portkey-metadata' | ConvertFrom-Json).team | Should -Be eng
        $written.'X-Other' | Should -Be x
        (Set-CDProvider portkey -PortkeyMetadata @{ team = ('ops' | Write-Output) } -PassThru -WarningAction Ignore).Headers['x-portkey-metadata'] | Should -Be '{"team":"ops"}'
        (Set-CDProvider portkey -PortkeyMetadata @{} -PassThru -WarningAction Ignore).Headers.Keys | Should -Be X-Other
        { Set-CDProvider portkey -PortkeyMetadata @{ team = 5 } -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderInvalid,*' -ExpectedMessage "*'team' must be a text*"
    }

    It 'are listed within 100 columns, and nothing of them is cut off' {
        $lines = (Get-CDPreset | Format-Table | Out-String -Width 100) -split '\r?\n' | Where-Object { $_ }
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        $lines -match '\u2026' | Should -BeNullOrEmpty
        $lines -join ' ' | Should -BeLike '*Azure OpenAI*Mapped*OpenAIChat*'
    }

    It 'are what -Resource and -Region fill in, and without one these say so' {
        $null = New-TestHome
        { New-CDProvider -Name Mine -Resource mine -BaseUri https://mine.example.com -ApiKey (Get-Key) -ErrorAction Stop } | Should -Throw -ErrorId 'PresetValueInvalid,*'
        Get-CDProvider -Name Mine -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
