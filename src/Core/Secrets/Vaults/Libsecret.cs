using System;
using System.Runtime.InteropServices;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>The few calls of libsecret and of the libraries below it. None is loaded before its first call.</summary>
internal static class Libsecret
{
    public const int SessionBus = 2;
    private const string Secret = "libsecret-1.so.0";
    private const string GLib = "libglib-2.0.so.0";
    private const string GObject = "libgobject-2.0.so.0";
    private const string Gio = "libgio-2.0.so.0";

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate uint Hash(IntPtr key);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int Equal(IntPtr left, IntPtr right);

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own libraries under their own names, for both target frameworks.
    [DllImport(Secret)]
    public static extern int secret_password_storev_sync(
        IntPtr schema, IntPtr attributes, byte[]? collection, byte[] label, byte[] password, IntPtr cancellable, out IntPtr error);

    [DllImport(Secret)]
    public static extern IntPtr secret_password_lookupv_sync(IntPtr schema, IntPtr attributes, IntPtr cancellable, out IntPtr error);

    [DllImport(Secret)]
    public static extern int secret_password_clearv_sync(IntPtr schema, IntPtr attributes, IntPtr cancellable, out IntPtr error);

    [DllImport(Secret)]
    public static extern IntPtr secret_password_searchv_sync(IntPtr schema, IntPtr attributes, int flags, IntPtr cancellable, out IntPtr error);

    [DllImport(Secret)]
    public static extern void secret_password_free(IntPtr password);

    [DllImport(GLib)]
    public static extern IntPtr g_hash_table_new(IntPtr hash, IntPtr equal);

    [DllImport(GLib)]
    public static extern int g_hash_table_insert(IntPtr table, IntPtr key, IntPtr value);

    [DllImport(GLib)]
    public static extern void g_hash_table_unref(IntPtr table);

    [DllImport(GLib)]
    public static extern uint g_str_hash(IntPtr text);

    [DllImport(GLib)]
    public static extern int g_str_equal(IntPtr left, IntPtr right);

    [DllImport(GLib)]
    public static extern void g_list_free(IntPtr list);

    [DllImport(GLib)]
    public static extern void g_error_free(IntPtr error);

    [DllImport(Gio)]
    public static extern IntPtr g_cancellable_new();

    [DllImport(Gio)]
    public static extern void g_cancellable_cancel(IntPtr cancellable);

    [DllImport(Gio)]
    public static extern IntPtr g_bus_get_sync(int bus, IntPtr cancellable, out IntPtr error);

    [DllImport(Gio)]
    public static extern void g_dbus_connection_set_exit_on_close(IntPtr connection, int exit);

    [DllImport(GObject)]
    public static extern void g_object_unref(IntPtr item);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}
