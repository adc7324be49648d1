package io.aicmo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** A mail server that counts what it takes, and is at times slow to say so. What it took is taken, whoever hears of it. */
final class MailSink implements AutoCloseable {
    private static final Duration SLOWEST = Duration.ofMillis(40);

    private final ServerSocket listener;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    private MailSink(ServerSocket listener) {
        this.listener = listener;
    }

    static MailSink start() {
        try {
            MailSink sink = new MailSink(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().name("mail-sink").start(sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many mails it took for an address. */
    int count(String address) {
        return taken.getOrDefault(address, 0);
    }

    /** How many mails it took in all. */
    long count() {
        return taken.values().stream().mapToLong(Integer::longValue).sum();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket client) {
        try (Socket socket = client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = socket.getOutputStream()) {
            say(out, "220 sink");
            String recipient = "";
            for (String line = in.readLine(); line != null && !line.startsWith("QUIT"); line = in.readLine()) {
                if (line.startsWith("RCPT TO:<")) {
                    recipient = line.substring("RCPT TO:<".length(), line.indexOf('>'));
                }
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    takeMail(in, recipient);
                }
                say(out, "250 ok");
            }
            say(out, "221 bye");
        } catch (IOException cutOff) {
            // A mail whose end never came was not taken, and a client that died hears nothing.
            return;
        }
    }

    private void takeMail(BufferedReader in, String recipient) throws IOException {
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the mail broke off");
            }
        }
        taken.merge(recipient, 1, Integer::sum);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SLOWEST.toNanos()));
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
