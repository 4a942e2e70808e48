using System.Net;
using System.Net.Http.Headers;

namespace Vlm.Folders;

/// <summary>
/// Requests to the hub: the token goes to the hub's own origin alone, redirects are followed by hand, and what may pass (a
/// broken connection, 408, 429, 5xx) is tried again.
/// </summary>
internal sealed class HubHttp : IDisposable
{
    public const int Attempts = 5;

    private const int MaxRedirects = 8;

    // Longer waits than this are the caller's to decide.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    private readonly HubSettings _settings;
    private readonly HttpClient _client;

    public HubHttp(HubSettings settings)
    {
        _settings = settings;
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = settings.AnswerTimeout, AutomaticDecompression = DecompressionMethods.None };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("vlm", typeof(HubHttp).Assembly.GetName().Version!.ToString(3)));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    public Uri Address(string relative) => new($"{_settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{relative}");

    /// <summary>Gets the answer's head. What is no success is a <see cref="HubException"/>, except <paramref name="accepted"/>.</summary>
    /// <param name="repository">For the errors.</param>
    /// <param name="address">At the hub.</param>
    /// <param name="prepare">Adds headers; called for every hop.</param>
    /// <param name="accepted">A status beside success that the caller understands.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<HttpResponseMessage> GetAsync(
        HubRepository repository, Uri address, Action<HttpRequestMessage>? prepare, HttpStatusCode? accepted, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            HubException error;
            TimeSpan? wait = null;
            try
            {
                HttpResponseMessage response = await FollowAsync(repository, address, prepare, cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode || response.StatusCode == accepted)
                {
                    return response;
                }

                using (response)
                {
                    error = HubErrors.Of(repository, address, response);
                    wait = HubErrors.RetryAfter(response);
                    if (!HubErrors.MayPass(response.StatusCode) || wait > MaxWait)
                    {
                        throw error;
                    }
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
            {
                error = Unreachable(repository, address, e);
            }

            if (attempt == Attempts)
            {
                throw error;
            }

            await Task.Delay(wait ?? Pause(attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an address that another one names is of the web, and encrypted where the other is.</summary>
    public static bool IsAsSafe(Uri from, Uri to) => to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp);

    /// <summary>How long the body of a short answer may take in all.</summary>
    public TimeSpan BodyTimeout => _settings.SilenceTimeout * 6;

    /// <summary>How long to wait before the next attempt: 0.2, 0.4, 0.8, 1.6 s.</summary>
    public static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(100 << attempt);

    public static HubException Unreachable(HubRepository repository, Uri address, Exception e) => new(
        HubReason.Network, repository.Id, $"{address.GetLeftPart(UriPartial.Authority)} cannot be reached: {e.Message} Check the connection and HF_ENDPOINT; what was fetched so far is kept and goes on from there.", e);

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> FollowAsync(HubRepository repository, Uri address, Action<HttpRequestMessage>? prepare, CancellationToken cancellationToken)
    {
        Uri at = address;
        for (int hop = 0; hop <= MaxRedirects; hop++)
        {
            HttpResponseMessage response = await SendAsync(at, prepare, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return response;
            }

            using (response)
            {
                Uri next = response.Headers.Location is { } location
                    ? new Uri(at, location)
                    : throw new HubException(HubReason.BadResponse, repository.Id, $"{at} redirects to nowhere.");
                at = IsAsSafe(at, next)
                    ? next
                    : throw new HubException(HubReason.BadResponse, repository.Id, $"{at} redirects to {next}, which is less secure. Nothing was fetched from there.");
            }
        }

        throw new HubException(HubReason.BadResponse, repository.Id, $"{address} redirects more than {MaxRedirects} times.");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, Action<HttpRequestMessage>? prepare, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        prepare?.Invoke(request);
        if (_settings.Token is { } token && SameOrigin(address, _settings.Endpoint))
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_settings.AnswerTimeout);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_settings.AnswerTimeout.TotalSeconds:0.#} s.");
        }
    }

    private static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
