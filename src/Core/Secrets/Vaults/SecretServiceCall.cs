using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using static ClaudeDesktop.Secrets.Vaults.Libsecret;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>One call of the Secret Service, on a thread of its own: a service that never answers holds nobody up for ever.</summary>
internal sealed class SecretServiceCall : IDisposable
{
    private const string Application = "ClaudeDesktop.PS";
    private const int SchemaSize = 1024;
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(2);
    private static readonly string[] AttributeNames = ["application", "folder", "name"];

    // Kept for ever: the library calls them for as long as the process lives.
    private static readonly Hash HashText = g_str_hash;
    private static readonly Equal TextsAreEqual = g_str_equal;
    private readonly List<IntPtr> _memory = [];
    private readonly IntPtr _cancellable;
    private readonly IntPtr _schema;
    private readonly IntPtr _attributes;
    private readonly string _name;

    private SecretServiceCall(string scope, string name, IntPtr cancellable)
    {
        _name = name;
        _cancellable = cancellable;
        _schema = Schema();
        _attributes = g_hash_table_new(Marshal.GetFunctionPointerForDelegate(HashText), Marshal.GetFunctionPointerForDelegate(TextsAreEqual));
        string[] values = [Application, scope, name];
        for (var i = 0; i < values.Length; i++)
            _ = g_hash_table_insert(_attributes, Text(AttributeNames[i]), Text(values[i]));
    }

    public static string? Run(string scope, string name, Func<SecretServiceCall, string?> action, TimeSpan patience)
    {
        IntPtr cancellable;
        try
        {
            cancellable = g_cancellable_new();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw NotInstalled(e);
        }

        string? result = null;
        Exception? failure = null;
        var worker = new Thread(() =>
        {
            try
            {
                using var call = new SecretServiceCall(scope, name, cancellable);
                StayWithoutTheBus(cancellable);
                result = action(call);
            }
            catch (Exception e) when (e is SecretVaultException or DllNotFoundException or EntryPointNotFoundException)
            {
                failure = e;
            }
        }) { IsBackground = true, Name = "Secret Service" };
        worker.Start();
        if (!worker.Join(patience))
        {
            g_cancellable_cancel(cancellable);

            // One that does not even heed this is left behind, with the memory that it may still use.
            if (worker.Join(Courtesy))
                g_object_unref(cancellable);
            throw new SecretVaultException($"is locked or busy: it gave no answer in {patience.TotalSeconds:0} seconds");
        }

        g_object_unref(cancellable);
        return failure switch
        {
            null => result,
            SecretVaultException known => throw new SecretVaultException(known.Message, known),
            _ => throw NotInstalled(failure),
        };
    }

    public string? Lookup()
    {
        var password = secret_password_lookupv_sync(_schema, _attributes, _cancellable, out var error);
        Check(error);
        if (password == IntPtr.Zero)
        {
            RefuseIfThere();
            return null;
        }

        try
        {
            return ReadText(password);
        }
        finally
        {
            secret_password_free(password);
        }
    }

    public string? Store(string value)
    {
        if (value.Contains('\0'))
            throw new SecretVaultException("cannot keep a value with a NUL in it");
        var bytes = Terminated(value);
        var done = secret_password_storev_sync(_schema, _attributes, null, Terminated($"{Application} {_name}"), bytes, _cancellable, out var error);
        Array.Clear(bytes, 0, bytes.Length);
        Check(error);
        return done != 0 ? null : throw new SecretVaultException("did not keep the value");
    }

    public string? Clear()
    {
        _ = secret_password_clearv_sync(_schema, _attributes, _cancellable, out var error);
        Check(error);
        RefuseIfThere();
        return null;
    }

    public void Dispose()
    {
        g_hash_table_unref(_attributes);
        _memory.ForEach(Marshal.FreeHGlobal);
    }

    // A collection that nobody unlocked looks to the other calls as if the value were not there. Libraries before 0.19 cannot tell.
    private void RefuseIfThere()
    {
        IntPtr items;
        try
        {
            items = secret_password_searchv_sync(_schema, _attributes, 0, _cancellable, out var error);
            Check(error);
        }
        catch (EntryPointNotFoundException)
        {
            return;
        }

        // struct GList: the item, then the next.
        for (var item = items; item != IntPtr.Zero; item = Marshal.ReadIntPtr(item, IntPtr.Size))
            g_object_unref(Marshal.ReadIntPtr(item));
        g_list_free(items);
        if (items != IntPtr.Zero)
            throw new SecretVaultException("is locked");
    }

    // A shared connection ends the whole process when the session bus goes away, unless it is told not to.
    private static void StayWithoutTheBus(IntPtr cancellable)
    {
        var bus = g_bus_get_sync(SessionBus, cancellable, out var error);
        Check(error);
        g_dbus_connection_set_exit_on_close(bus, 0);
        g_object_unref(bus);
    }

    // struct SecretSchema: a name, flags, then pairs of a name and a type (0 is a string) up to an empty one.
    private IntPtr Schema()
    {
        var schema = Allocate(new byte[SchemaSize]);
        Marshal.WriteIntPtr(schema, Text(Application));
        for (var i = 0; i < AttributeNames.Length; i++)
            Marshal.WriteIntPtr(schema, (2 + (2 * i)) * IntPtr.Size, Text(AttributeNames[i]));
        return schema;
    }

    private IntPtr Text(string text) => Allocate(Terminated(text));

    private IntPtr Allocate(byte[] bytes)
    {
        var memory = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, memory, bytes.Length);
        _memory.Add(memory);
        return memory;
    }

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static string ReadText(IntPtr text)
    {
        var length = 0;
        while (Marshal.ReadByte(text, length) != 0)
            length++;
        var bytes = new byte[length];
        Marshal.Copy(text, bytes, 0, length);
        return Encoding.UTF8.GetString(bytes);
    }

    // struct GError: a domain and a code of four bytes each, then the message.
    private static void Check(IntPtr error)
    {
        if (error == IntPtr.Zero)
            return;
        var message = ReadText(Marshal.ReadIntPtr(error, 8)).TrimEnd('.');
        g_error_free(error);
        throw new SecretVaultException($"refused: {message}");
    }

    private static SecretVaultException NotInstalled(Exception cause) =>
        new("is not installed: libsecret-1.so.0 is missing (apt install libsecret-1-0, dnf install libsecret)", cause);
}
