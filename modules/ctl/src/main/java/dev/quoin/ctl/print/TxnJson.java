package dev.quoin.ctl.print;

import com.google.protobuf.Message;
import dev.quoin.protocol.rpc.ResponseOp;
import dev.quoin.protocol.rpc.TxnResponse;

/** A transaction's answer in JSON: each operation's answer stands in an object of its own. */
final class TxnJson {
    private TxnJson() {}

    static void write(Json json, TxnResponse response) {
        json.open();
        if (response.hasHeader()) {
            json.name("header").message(response.getHeader());
        }
        if (response.getSucceeded()) {
            json.name("succeeded").plain(true);
        }
        if (response.getResponsesCount() > 0) {
            json.name("responses").array(response.getResponsesList(), each -> operation(json, each));
        }
        json.close();
    }

    private static void operation(Json json, ResponseOp operation) {
        json.open().name("Response").open();
        switch (operation.getResponseCase()) {
            case RESPONSE_RANGE -> message(json, "response_range", operation.getResponseRange());
            case RESPONSE_PUT -> message(json, "response_put", operation.getResponsePut());
            case RESPONSE_DELETE_RANGE -> message(json, "response_delete_range", operation.getResponseDeleteRange());
            case RESPONSE_TXN -> {
                json.name("response_txn");
                write(json, operation.getResponseTxn());
            }
            case RESPONSE_NOT_SET -> {}
        }
        json.close().close();
    }

    private static void message(Json json, String name, Message message) {
        json.name(name).message(message);
    }
}
