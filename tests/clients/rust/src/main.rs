//! Asks a server by etcd-client. Prints one line for each part; ends with 1 if one failed.

use etcd_client::{
    Client, Compare, CompareOp, DeleteOptions, Error, EventType, GetOptions, LockOptions, PutOptions, SortOrder,
    SortTarget, Txn, TxnOp, WatchOptions,
};

type Outcome = Result<(), Error>;

const UNIMPLEMENTED: i32 = 12;

async fn keys(mut client: Client) -> Outcome {
    client.put("rust/a", "1", None).await?;
    client.put("rust/b", "2", None).await?;
    let backwards = GetOptions::new().with_prefix().with_sort(SortTarget::Key, SortOrder::Descend).with_limit(1);
    let answer = client.get("rust/", Some(backwards)).await?;
    assert_eq!(answer.kvs()[0].key(), b"rust/b");
    assert_eq!((answer.count(), answer.more()), (2, true));
    let deleted = client.delete("rust/", Some(DeleteOptions::new().with_prefix().with_prev_key())).await?;
    assert_eq!(deleted.prev_kvs().len(), 2);
    Ok(())
}

async fn transactions(mut client: Client) -> Outcome {
    client.put("rust/txn", "old", None).await?;
    let swap = Txn::new()
        .when([Compare::value("rust/txn", CompareOp::Equal, "old")])
        .and_then([TxnOp::put("rust/txn", "new", None)])
        .or_else([TxnOp::get("rust/txn", None)]);
    assert!(client.txn(swap.clone()).await?.succeeded());
    assert!(!client.txn(swap).await?.succeeded());
    Ok(())
}

async fn watches(mut client: Client) -> Outcome {
    let mut stream = client.watch("rust/watch/", Some(WatchOptions::new().with_prefix().with_prev_key())).await?;
    client.put("rust/watch/a", "1", None).await?;
    client.delete("rust/watch/a", None).await?;
    let mut kinds = Vec::new();
    while kinds.len() < 2 {
        let response = stream.message().await?.expect("the stream goes on");
        kinds.extend(response.events().iter().map(|event| event.event_type()));
    }
    assert_eq!(kinds, [EventType::Put, EventType::Delete]);
    Ok(())
}

async fn leases(mut client: Client) -> Outcome {
    let lease = client.lease_grant(30, None).await?.id();
    client.put("rust/leased", "1", Some(PutOptions::new().with_lease(lease))).await?;
    let (mut keeper, mut answers) = client.lease_keep_alive(lease).await?;
    keeper.keep_alive().await?;
    assert_eq!(answers.message().await?.expect("an answer").ttl(), 30);
    client.lease_revoke(lease).await?;
    assert!(client.get("rust/leased", None).await?.kvs().is_empty());
    Ok(())
}

async fn locks(mut client: Client) -> Outcome {
    let lease = client.lease_grant(30, None).await?.id();
    let held = client.lock("rust/lock", Some(LockOptions::new().with_lease(lease))).await?;
    client.unlock(held.key()).await?;
    Ok(())
}

async fn elections(mut client: Client) -> Outcome {
    let lease = client.lease_grant(30, None).await?.id();
    client.campaign("rust/election", "me", lease).await?;
    let leader = client.leader("rust/election").await?;
    assert_eq!(leader.kv().expect("a leader").value(), b"me");
    client.resign(None).await?;
    Ok(())
}

async fn upkeep(mut client: Client) -> Outcome {
    assert!(client.status().await?.version().starts_with("3."));
    assert_eq!(client.member_list().await?.members().len(), 1);
    client.defragment().await?;
    Ok(())
}

fn report(name: &str, outcome: Result<Outcome, tokio::task::JoinError>) -> bool {
    match outcome {
        Ok(Ok(())) => println!("ok {name}"),
        Ok(Err(Error::GRpcStatus(status))) if status.code() as i32 == UNIMPLEMENTED => {
            println!("skipped {name}: {status}")
        }
        Ok(Err(error)) => return failed(name, &error.to_string()),
        Err(panic) => return failed(name, &panic.to_string()),
    }
    true
}

fn failed(name: &str, why: &str) -> bool {
    println!("failed {name}: {why}");
    false
}

#[tokio::main]
async fn main() {
    let endpoint = std::env::args().nth(1).expect("an endpoint");
    let client = Client::connect([endpoint], None).await.expect("a connection");
    macro_rules! parts {
        ($($part:ident),*) => {
            [$(report(stringify!($part), tokio::spawn($part(client.clone())).await)),*]
        };
    }
    let all = parts!(keys, transactions, watches, leases, locks, elections, upkeep);
    if all.contains(&false) {
        std::process::exit(1);
    }
}
