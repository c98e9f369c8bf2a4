Describe 'Completion' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome
        function Complete([string] $Line) { [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText }
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = New-CDProvider -Name "Kimi at Ben's" -Id kimi-ben -Preset Kimi -ApiKey (Get-Key)
    }

    It 'offers names, quoted where they need it' {
        Complete 'Enable-CDProvider Kim' | Should -Be Kimi, "'Kimi at Ben''s'"
        Complete "Get-CDProvider 'kimi a" | Should -Be "'Kimi at Ben''s'"
        { Invoke-Expression (@(Complete 'Get-CDProvider "Kimi at')[0] | ForEach-Object { "Get-CDProvider $_ -ErrorAction Stop" }) } | Should -Not -Throw
    }

    It 'offers ids' {
        Complete 'Set-CDProvider -Id kimi' | Should -Be kimi, kimi-ben
        Complete 'Copy-CDProvider -Id kimi-' | Should -Be kimi-ben
    }

    It 'offers presets and roles' {
        Complete 'New-CDProvider -Name x -Preset Op' | Should -Be OpenRouter, OpenAI
        Complete 'New-CDModelRoute -Role S' | Should -Be Sonnet
    }

    It 'offers nothing, and fails in nothing, over a store that cannot be read' {
        $null = New-TestHome
        $null = New-Item -ItemType Directory $env:CLAUDEDESKTOP_HOME
        Set-Content (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) 'not JSON'
        $Error.Clear()
        Complete 'Set-CDProvider -Id kimi' | Where-Object { $_ -like '*kimi*' } | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }
}
