Describe 'Errors' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $cases = @(
            @{ Id = 'ProviderNotFound'; Category = 'ObjectNotFound'; Target = 'nobody'; Run = { Get-CDProvider nobody } }
            @{ Id = 'ProviderNotFound'; Category = 'ObjectNotFound'; Target = 'nobody'; Run = { Set-CDProvider nobody -Notes x } }
            @{ Id = 'ProviderNotFound'; Category = 'ObjectNotFound'; Target = 'nobody'; Run = { Enable-CDProvider nobody } }
            @{ Id = 'ProviderAlreadyExists'; Category = 'ResourceExists'; Target = 'kimi'; Run = { New-CDProvider Kimi -Id kimi -Preset Kimi -ApiKey (Get-Key) } }
            @{ Id = 'ProviderInvalid'; Category = 'InvalidData'; Target = 'x'; Run = { New-CDProvider x -BaseUri http://example.com } }
            @{ Id = 'ProviderIsOfficial'; Category = 'InvalidOperation'; Target = 'claude-desktop-official'; Run = { Remove-CDProvider claude-desktop-official -Confirm:$false } }
            @{ Id = 'ProviderKeyMissing'; Category = 'AuthenticationError'; Target = 'empty'; Run = { Enable-CDProvider Empty } }
            @{ Id = 'PresetNotFound'; Category = 'ObjectNotFound'; Target = 'Nope'; Run = { New-CDProvider x -Preset Nope } }
            @{ Id = 'PreviousProfileMissing'; Category = 'ObjectNotFound'; Run = { Restore-CDOfficial -Previous } }
            @{ Id = 'EnvironmentVariableMissing'; Category = 'ObjectNotFound'; Target = 'CD_NO_SUCH'; Run = { Set-CDProvider empty -ApiKeyFromEnvironment CD_NO_SUCH -WarningAction Ignore; Enable-CDProvider Empty } }
            @{ Id = 'ApiKeyGivenTwice'; Category = 'InvalidArgument'; Target = 'Kimi'; Run = { Set-CDProvider kimi -ApiKey (Get-Key) -ApiKeyFromEnvironment PATH } }
            @{ Id = 'ApiKeyInvalid'; Category = 'InvalidArgument'; Target = 'Kimi'; Run = { Set-CDProvider kimi -ApiKey (Get-Key 'two words') } }
            @{ Id = 'GatewayNotRunning'; Category = 'ObjectNotFound'; Target = 15999; Run = { Stop-CDGateway -Port 15999 } }
            @{ Id = 'NotAGatewayJob'; Category = 'InvalidType'; Run = { Start-ThreadJob { } | Stop-CDGateway } }
        )
    }

    BeforeEach {
        $null = New-TestHome
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = New-CDProvider -Name Empty -Preset OpenRouter -ApiKey (Get-Key)
        Remove-Key empty
    }

    AfterAll { Get-Job | Remove-Job -Force }

    It 'have a stable id, a category, a target and a recommended action' {
        foreach ($case in $cases) {
            $caught = $null
            try { $null = & $case.Run -ErrorAction Stop } catch { $caught = $_ }
            if (-not $caught) { $null = & $case.Run -ErrorVariable caught 2>$null; $caught = $caught[0] }
            $caught | Should -Not -BeNullOrEmpty -Because $case.Run
            $caught.FullyQualifiedErrorId | Should -BeLike "$($case.Id),ClaudeDesktop.Cmdlets.*" -Because $case.Run
            $caught.CategoryInfo.Category | Should -Be $case.Category -Because $case.Run
            $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty -Because $case.Run
            if ($case.Target) { $caught.TargetObject | Should -Be $case.Target -Because $case.Run }
        }
    }

    It 'of one item do not stop the others' {
        $found = Get-CDProvider nobody, Kimi -ErrorVariable errors -ErrorAction SilentlyContinue
        $found.Name | Should -Be Kimi
        $errors.Count | Should -Be 1
        'Id', 'kimi', 'nobody', 'empty' | ConvertFrom-Csv | Set-CDProvider -Notes changed -ErrorAction SilentlyContinue
        (Get-CDProvider -Id kimi, empty).Notes | Should -Be changed, changed
    }
}
