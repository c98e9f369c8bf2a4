Describe 'The module' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $manifest = Test-ModuleManifest $env:CLAUDEDESKTOP_TEST_MODULE
    }

    It 'exports what its manifest says, all of it cmdlets' {
        $commands = Get-Command -Module ClaudeDesktop
        $commands.CommandType | Sort-Object -Unique | Should -Be Cmdlet
        ($commands.Name | Sort-Object) | Should -Be ($manifest.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'carries the version of the build' {
        $props = Join-Path $PSScriptRoot '../../Directory.Build.props'
        $manifest.Version | Should -Be ([xml](Get-Content $props -Raw)).SelectSingleNode('//Version').InnerText
    }

    It 'is imported again by force' {
        { Import-Module $env:CLAUDEDESKTOP_TEST_MODULE -Force -ErrorAction Stop } | Should -Not -Throw
        Get-CDPreset Kimi | Should -Not -BeNullOrEmpty
    }

    It 'has beside it what Windows PowerShell lacks, and nothing else' {
        $files = Get-ChildItem (Join-Path (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) bin/desktop) -File
        $files.Name | Should -Contain System.Text.Json.dll
        $files.Extension | Sort-Object -Unique | Should -Be .dll
    }

    It 'ships no debris' {
        Get-ChildItem (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) -Recurse -File -Exclude *.dll-Help.xml | Where-Object Extension -In .pdb, .xml, .cs, .user | Should -BeNullOrEmpty
    }
}
