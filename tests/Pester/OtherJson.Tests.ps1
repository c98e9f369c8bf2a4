# Another module may bring a System.Text.Json of its own: this one goes by PowerShell's.
Describe 'Beside a module with another System.Text.Json' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $root = New-TestHome
        $other = (New-Item -ItemType Directory "$root/OtherJson").FullName
        # The one that ships for Windows PowerShell is older than any PowerShell 7's.
        Copy-Item -Path (Join-Path (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) 'bin/desktop/*.dll') -Destination $other
        Set-Content "$other/OtherJson.psm1" @'
$context = [Runtime.Loader.AssemblyLoadContext]::new('OtherJson')
$script:json = $context.LoadFromAssemblyPath("$PSScriptRoot/System.Text.Json.dll")
function Get-OtherJsonVersion { "$($script:json.GetName().Version)" }
'@
        $asked = @'
$null = New-CDProvider -Name Local -ApiFormat OpenAIChat -BaseUri http://127.0.0.1:1/v1 -AuthScheme None -Route (New-CDModelRoute Sonnet m)
$used = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'System.Text.Json' }
$ours = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext([object].Assembly).Assemblies | Where-Object { $_.GetName().Name -eq 'System.Text.Json' }
"$((Get-CDProvider local).Name) $($used.Count) $(Split-Path $ours.Location) $(Get-OtherJsonVersion)"
'@
    }

    BeforeEach { $null = New-TestHome }

    It 'works, whichever comes first: <First>' -ForEach @(@{ First = 'the other'; OtherFirst = $true }, @{ First = 'this one'; OtherFirst = $false }) {
        $imports = "Import-Module '$other/OtherJson.psm1'", "Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'"
        if (-not $OtherFirst) { [array]::Reverse($imports) }
        $script = "`$ErrorActionPreference = 'Stop'; $($imports -join '; ')`n$asked"
        $said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script 2>&1 | Out-String
        $said.Trim() | Should -BeLike "Local 2 $($PSHOME.TrimEnd('/', '\')) 8.*"
    }
}
