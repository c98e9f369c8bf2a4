#Requires -Version 7.4
<#
.SYNOPSIS
Packs a built module into a nupkg that Install-PSResource takes from a repository, a local folder among them.
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The folder of the built module, with its manifest.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # The folder that gets the package.
    [Parameter(Mandatory)]
    [string] $Destination
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$ModulePath = Convert-Path -LiteralPath $ModulePath
$manifestFile = Get-ChildItem -LiteralPath $ModulePath -Filter *.psd1 | Select-Object -First 1
$manifest = Import-PowerShellDataFile -LiteralPath $manifestFile.FullName
$id = $manifestFile.BaseName
$data = $manifest.PrivateData.PSData
$tags = @('PSModule') + $data.Tags + @('PSIncludes_Cmdlet') + @($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })

# Every entry has the same time, so that the same module gives the same package.
$time = [DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, [TimeSpan]::Zero)

function ConvertTo-XmlText([string] $Text) { [Security.SecurityElement]::Escape($Text) }

$nuspec = @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>$id</id>
    <version>$($manifest.ModuleVersion)</version>
    <authors>$(ConvertTo-XmlText $manifest.Author)</authors>
    <owners>$(ConvertTo-XmlText $manifest.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <licenseUrl>$(ConvertTo-XmlText $data.LicenseUri)</licenseUrl>
    <projectUrl>$(ConvertTo-XmlText $data.ProjectUri)</projectUrl>
    <iconUrl>$(ConvertTo-XmlText $data.IconUri)</iconUrl>
    <description>$(ConvertTo-XmlText $manifest.Description)</description>
    <releaseNotes>$(ConvertTo-XmlText $data.ReleaseNotes)</releaseNotes>
    <copyright>$(ConvertTo-XmlText $manifest.Copyright)</copyright>
    <tags>$(ConvertTo-XmlText ($tags -join ' '))</tags>
  </metadata>
</package>
"@

$relations = @"
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/$id.nuspec" Id="R1" />
</Relationships>
"@

$files = Get-ChildItem -LiteralPath $ModulePath -Recurse -File -Force | Sort-Object FullName
$extensions = @($files | Where-Object Extension | ForEach-Object { $_.Extension.TrimStart('.').ToLowerInvariant() }) + 'nuspec' | Sort-Object -Unique
$bare = $files | Where-Object { -not $_.Extension } | ForEach-Object { [IO.Path]::GetRelativePath($ModulePath, $_.FullName).Replace('\', '/') }
$types = @(
    '<?xml version="1.0" encoding="utf-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />'
    $extensions | ForEach-Object { "  <Default Extension=`"$_`" ContentType=`"application/octet`" />" }
    $bare | ForEach-Object { "  <Override PartName=`"/$_`" ContentType=`"application/octet`" />" }
    '</Types>'
) -join "`n"

$null = New-Item -ItemType Directory -Path $Destination -Force
$package = Join-Path (Convert-Path -LiteralPath $Destination) "$id.$($manifest.ModuleVersion).nupkg"
$stream = [IO.File]::Create($package)
$archive = [IO.Compression.ZipArchive]::new($stream, [IO.Compression.ZipArchiveMode]::Create)
try {
    function Add-Entry([string] $Name, [byte[]] $Bytes, [int] $UnixMode = 0x1A4) {
        $entry = $archive.CreateEntry($Name, [IO.Compression.CompressionLevel]::SmallestSize)
        $entry.LastWriteTime = $time

        # What unpacks on Unix may look at the mode that Unix's own zip would have noted.
        $entry.ExternalAttributes = (0x8000 -bor $UnixMode) -shl 16
        $content = $entry.Open()
        try { $content.Write($Bytes, 0, $Bytes.Length) } finally { $content.Dispose() }
    }

    Add-Entry '[Content_Types].xml' ([Text.Encoding]::UTF8.GetBytes($types))
    Add-Entry '_rels/.rels' ([Text.Encoding]::UTF8.GetBytes($relations))
    Add-Entry "$id.nuspec" ([Text.Encoding]::UTF8.GetBytes($nuspec))
    foreach ($file in $files) {
        $mode = $file.Name -eq 'ClaudeDesktop.Gateway' ? 0x1ED : 0x1A4
        Add-Entry ([IO.Path]::GetRelativePath($ModulePath, $file.FullName).Replace('\', '/')) ([IO.File]::ReadAllBytes($file.FullName)) $mode
    }
}
finally {
    $archive.Dispose()
    $stream.Dispose()
}

Get-Item -LiteralPath $package
