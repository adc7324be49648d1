package io.aicmo.providers.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.9",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsNotCalled(String address) throws UnknownHostException {
        assertThat(AddressRules.publicOnly().permits(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "::ffff:8.8.8.8"
            })
    void whatIsPublicMayBeCalled(String address) throws UnknownHostException {
        assertThat(AddressRules.publicOnly().permits(InetAddress.getByName(address)))
                .isTrue();
    }

    /** Every way to write this machine, a private or a metadata address that somebody has thought of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://0177.0.0.01/",
                "https://017700000001/",
                "https://127.0.0.1:443/",
                "https://127.00.00.01/",
                "https://0/",
                "https://0.0.0.0/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[0:0:0:0:0:ffff:a00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b::169.254.169.254]/",
                "https://[2002:7f00:1::]/",
                "https://[fe80::1]/",
                "https://[fd00:ec2::254]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://2852039166/",
                "https://0xa9fea9fe/",
                "https://0251.0376.0251.0376/",
                "https://10.0.0.1/",
                "https://192.168.0.1/",
                "https://172.16.0.1/",
                "https://100.64.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://①②⑦.⓪.⓪.①/",
                "https://127。0。0。1/",
                "https://localhost/",
                "https://localhost./",
                "https://LOCALHOST/",
                "https://db/",
                "https://api.localhost/",
                "https://metadata.google.internal/",
                "https://printer.local/",
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "https://user@example.com/",
                "https://a:b@example.com/",
                "https://example.com@127.0.0.1/",
                "https://example.com/#x",
                "https://example.com:22/",
                "https://example.com:80/",
                "https:///",
                "https://",
                "",
                "not a url"
            })
    void aUrlThatLeadsInsideIsRefusedWhenItIsGiven(String url) {
        try (OutboundClient client = new OutboundClient(AddressRules.publicOnly())) {
            assertThatThrownBy(() -> client.check("webhook_endpoint", url))
                    .isInstanceOfSatisfying(Rejected.class, no -> {
                        assertThat(no.code()).startsWith("webhook_endpoint.url_");
                        assertThat(no.violations().get(0).field()).isEqualTo("url");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/",
                "https://example.com:8443/a?b=c",
                "https://hooks.example.com:443/",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]/"
            })
    void aUrlThatLeadsOutIsTaken(String url) {
        try (OutboundClient client = new OutboundClient(AddressRules.publicOnly())) {
            assertThatCode(() -> client.check("webhook_endpoint", url)).doesNotThrowAnyException();
        }
    }

    @Test
    void whatAnInstallationAllowsMayBeCalledAndNothingBesides() throws UnknownHostException {
        AddressRules rules = AddressRules.allowing(List.of("127.0.0.0/8", "fd00::/8"));

        assertThat(rules.permits(InetAddress.getByName("127.0.0.2"))).isTrue();
        assertThat(rules.permits(InetAddress.getByName("::ffff:127.0.0.1"))).isTrue();
        assertThat(rules.permits(InetAddress.getByName("fd00::1"))).isTrue();
        assertThat(rules.permits(InetAddress.getByName("10.0.0.1"))).isFalse();
        assertThat(rules.permits(InetAddress.getByName("fc00::1"))).isFalse();
        try (OutboundClient client = new OutboundClient(rules)) {
            assertThatCode(() -> client.check("x", "http://127.0.0.1:1234/")).doesNotThrowAnyException();
            assertThatThrownBy(() -> client.check("x", "http://10.0.0.1/")).isInstanceOf(Rejected.class);
            assertThatThrownBy(() -> client.check("x", "http://8.8.8.8/")).isInstanceOf(Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"intranet", "10.0.0.0/99", "", "*"})
    void whatIsNoBlockIsRefused(String cidr) {
        assertThatThrownBy(() -> AddressRules.allowing(List.of(cidr))).isInstanceOf(IllegalArgumentException.class);
    }
}
