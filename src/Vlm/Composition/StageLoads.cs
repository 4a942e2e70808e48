using System.Collections.Concurrent;

namespace Vlm.Composition;

/// <summary>Opens several stages at the same time; if one fails, those that were opened are closed again.</summary>
internal sealed class StageLoads : IDisposable
{
    private readonly List<Task> _tasks = [];
    private readonly ConcurrentBag<IDisposable> _opened = [];
    private bool _finished;

    public Task<T> Start<T>(Func<T> load)
        where T : class, IDisposable
    {
        Task<T> task = Task.Run(() =>
        {
            T stage = load();
            _opened.Add(stage);
            return stage;
        });
        _tasks.Add(task);
        return task;
    }

    /// <summary>Waits for all of them and leaves them to the caller; throws the error of the first, in the order in which they were started, that failed.</summary>
    public void Finish()
    {
        Wait();
        _finished = true;
    }

    /// <summary>The same, but what was opened is still closed if <see cref="Finish"/> is not reached.</summary>
    public void Wait()
    {
        Task all = Task.WhenAll(_tasks);
        ((IAsyncResult)all).AsyncWaitHandle.WaitOne();
        if (_tasks.Find(task => task.IsFaulted) is { } failed)
        {
            failed.GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
        if (_finished)
        {
            return;
        }

        foreach (IDisposable stage in _opened)
        {
            stage.Dispose();
        }
    }
}
