package heliograph.node.tls;

import heliograph.node.config.Address;
import heliograph.node.config.Settings;
import heliograph.node.config.Settings.Tls;
import heliograph.node.config.SettingsException;
import heliograph.node.folder.DataFolder;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate that the server shows to whoever comes by TLS.
public final class Certificate implements Supplier<SslContext> {
  private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);

  private final Source source;
  private volatile Shown shown;

  /// Where the certificate comes from.
  private interface Source {
    Identity read() throws IOException;

    /// Something that is another when the certificate is.
    String state() throws IOException;
  }

  private record Shown(Identity identity, SslContext context, String state) {}

  private Certificate(Source source) throws IOException {
    this.source = source;
    this.shown = show(source);
  }

  /// The certificate that the settings ask for.
  ///
  /// @return null when TLS is off
  public static @Nullable Certificate of(Settings settings, DataFolder folder) {
    try {
      return switch (settings.tls()) {
        case Tls.Off _ -> null;
        case Tls.SelfMade _ -> selfMade(folder.certificate(), hosts(settings));
        case Tls.Files(Path certificate, Path key) -> new Certificate(files(certificate, key));
      };
    } catch (IOException broken) {
      throw new SettingsException("the certificate cannot be used: " + broken.getMessage());
    }
  }

  private static Certificate selfMade(Path file, List<String> hosts) throws IOException {
    return new Certificate(
        new Source() {
          @Override
          public Identity read() throws IOException {
            return SelfMade.in(file, hosts);
          }

          @Override
          public String state() {
            return "";
          }
        });
  }

  private static Source files(Path certificate, Path key) {
    return new Source() {
      @Override
      public Identity read() throws IOException {
        return Identity.ofPem(certificate, key);
      }

      @Override
      public String state() throws IOException {
        return Files.getLastModifiedTime(certificate)
            + " "
            + Files.getLastModifiedTime(key)
            + " "
            + Files.size(certificate)
            + " "
            + Files.size(key);
      }
    };
  }

  private static List<String> hosts(Settings settings) {
    List<String> hosts = new ArrayList<>();
    Address told = settings.publicAddress();
    if (told != null) {
      hosts.add(told.host());
    }
    URI page = settings.webAddress();
    if (page != null) {
      hosts.add(page.getHost());
    }
    if (!settings.listen().isAny()) {
      hosts.add(settings.listen().host());
    }
    return hosts;
  }

  /// Names and addresses that the owner's own certificate is for; none if there is no such certificate.
  public static List<String> ownersNames(Settings settings) {
    if (!(settings.tls() instanceof Tls.Files(Path certificate, Path key))) {
      return List.of();
    }
    try {
      return Identity.ofPem(certificate, key).names();
    } catch (IOException broken) {
      throw new SettingsException("the certificate cannot be used: " + broken.getMessage());
    }
  }

  private static Shown show(Source source) throws IOException {
    String state = source.state();
    Identity identity = source.read();
    return new Shown(identity, context(identity), state);
  }

  /// Not TLS 1.2: there a client that was let in once may begin any number of further handshakes, which no allowance counts.
  private static SslContext context(Identity identity) throws IOException {
    return SslContextBuilder.forServer(
            identity.key(), identity.chain().toArray(X509Certificate[]::new))
        .sslProvider(SslProvider.JDK)
        .protocols("TLSv1.3")
        .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1))
        .build();
  }

  /// What to show now.
  @Override
  public SslContext get() {
    return shown.context;
  }

  /// SHA-256 of the certificate, as browsers show it.
  public String fingerprint() {
    return shown.identity.fingerprint();
  }

  /// Shows another certificate from now on if the files have changed. What cannot be used is said once, and the one before stays.
  public void refresh() {
    try {
      String state = source.state();
      if (state.equals(shown.state)) {
        return;
      }
      Shown before = shown;
      shown = new Shown(before.identity, before.context, state);
      shown = show(source);
      LOG.info("The certificate is another one from now on");
    } catch (IOException broken) {
      LOG.warn(
          "The certificate that lies there cannot be used; the one before stays: {}",
          broken.getMessage());
    }
  }
}
