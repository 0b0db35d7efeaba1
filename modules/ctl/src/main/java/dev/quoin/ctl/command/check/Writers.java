package dev.quoin.ctl.command.check;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Clients that write keys, each over a connection of its own, and measure how long each write takes. */
final class Writers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Client> clients = new ArrayList<>();
    private final Measured measured = new Measured();
    private final ByteString prefix;
    private final int keySize;
    private final ByteString value;

    Writers(Run run, int number, int keySize, int valueSize) {
        this.prefix = Raw.bytes(run.flags().text("prefix"));
        this.keySize = keySize;
        this.value = ByteString.copyFrom(new byte[valueSize]);
        for (int i = 0; i < number; i++) {
            clients.add(run.open());
        }
    }

    Client first() {
        return clients.getFirst();
    }

    /** Lets every client write as long as there is a turn for it. */
    Measured write(BooleanSupplier turn) throws InterruptedException {
        measured.begin();
        List<Thread> threads = clients.stream()
                .map(client -> Thread.ofVirtual().start(() -> writeAll(client, turn)))
                .toList();
        for (Thread each : threads) {
            each.join();
        }
        measured.end();
        return measured;
    }

    private void writeAll(Client client, BooleanSupplier turn) {
        Random random = new Random();
        while (turn.getAsBoolean()) {
            byte[] key = new byte[keySize];
            random.nextBytes(key);
            PutRequest put = PutRequest.newBuilder()
                    .setKey(prefix.concat(ByteString.copyFrom(key)))
                    .setValue(value)
                    .build();
            long start = System.nanoTime();
            try {
                client.call(EtcdMethods.KV_PUT, put, PutResponse.class, Limit.in(PATIENCE));
                measured.add(System.nanoTime() - start, "");
            } catch (RpcException e) {
                measured.add(System.nanoTime() - start, e.text());
            }
        }
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
    }
}
