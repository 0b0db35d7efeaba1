package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.command.kv.GetCommand;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code member} and what stands below it. */
public final class MemberCommand {
    private MemberCommand() {}

    public static Command command() {
        return new Command("member", "<subcommand>", "Lists, adds, changes and removes members")
                .in(Groups.CLUSTER)
                .with(
                        new Command("add", "<memberName> [options]", "Adds a member to the cluster")
                                .flags(
                                        Flag.string(
                                                "peer-urls", "", "where other members reach it, separated by commas"),
                                        Flag.bool("learner", "add it as a learner, which has no vote yet"))
                                .does(arguments -> add(new Run(arguments))),
                        new Command("remove", "<memberID>", "Removes a member from the cluster")
                                .does(arguments -> remove(new Run(arguments))),
                        new Command("update", "<memberID> [options]", "Changes where a member is reached")
                                .flags(Flag.string(
                                        "peer-urls", "", "where other members reach it, separated by commas"))
                                .does(arguments -> update(new Run(arguments))),
                        new Command("list", "", "Lists the members of the cluster")
                                .describe("Lists the members of the cluster. The simple format prints for each its id, "
                                        + "whether it runs, its name, its peer and client addresses, and whether "
                                        + "it is a learner.")
                                .flags(Flag.string("consistency", "l", "linearizable (l) or serializable (s)"))
                                .does(arguments -> list(new Run(arguments))),
                        new Command("promote", "<memberID>", "Gives a learner a vote")
                                .does(arguments -> promote(new Run(arguments))));
    }

    private static void add(Run run) {
        Arguments arguments = run.arguments();
        arguments.expect(1, Integer.MAX_VALUE, "member name not provided");
        if (arguments.count() > 1) {
            throw ExitException.badArguments(tooMany(arguments));
        }
        String urls = peerUrls(run);
        List<String> list = PeerUrls.of(urls);
        MemberAddRequest request = MemberAddRequest.newBuilder()
                .addAllPeerURLs(list)
                .setIsLearner(run.flags().on("learner"))
                .build();
        run.with(ExitCode.ERROR, client -> {
            MemberAddResponse response =
                    client.call(EtcdMethods.MEMBER_ADD, request, MemberAddResponse.class, run.limit());
            run.printer().memberAdd(response);
            if (run.printer().is("simple")) {
                printSettings(run, arguments.word(0), urls, response);
            }
        });
    }

    private static String tooMany(Arguments arguments) {
        StringBuilder text = new StringBuilder("too many arguments");
        for (String word : arguments.words()) {
            if (word.toLowerCase(Locale.ROOT).startsWith("http")) {
                text.append(", did you mean --peer-urls=").append(word);
            }
        }
        return text.toString();
    }

    private static String peerUrls(Run run) {
        String urls = run.flags().text("peer-urls");
        if (urls.isEmpty()) {
            throw ExitException.badArguments("member peer urls not provided");
        }
        return urls;
    }

    /** What the new member must be started with. */
    private static void printSettings(Run run, String name, String urls, MemberAddResponse response) {
        List<String> cluster = new ArrayList<>();
        for (Member member : response.getMembersList()) {
            boolean isNew = member.getID() == response.getMember().getID();
            for (String url : member.getPeerURLsList()) {
                cluster.add((isNew ? name : Raw.ofText(member.getName())) + "=" + Raw.ofText(url));
            }
        }
        run.out().println();
        run.out().println("ETCD_NAME=" + GoQuote.quote(name));
        run.out().println("ETCD_INITIAL_CLUSTER=" + GoQuote.quote(String.join(",", cluster)));
        run.out().println("ETCD_INITIAL_ADVERTISE_PEER_URLS=" + GoQuote.quote(urls));
        run.out().println("ETCD_INITIAL_CLUSTER_STATE=\"existing\"");
    }

    private static void remove(Run run) {
        long id = Ids.member(run.arguments());
        MemberRemoveRequest request = MemberRemoveRequest.newBuilder().setID(id).build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .memberRemove(
                                id,
                                client.call(
                                        EtcdMethods.MEMBER_REMOVE, request, MemberRemoveResponse.class, run.limit())));
    }

    private static void update(Run run) {
        long id = Ids.member(run.arguments());
        MemberUpdateRequest request = MemberUpdateRequest.newBuilder()
                .setID(id)
                .addAllPeerURLs(PeerUrls.of(peerUrls(run)))
                .build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .memberUpdate(
                                id,
                                client.call(
                                        EtcdMethods.MEMBER_UPDATE, request, MemberUpdateResponse.class, run.limit())));
    }

    private static void promote(Run run) {
        long id = Ids.member(run.arguments());
        MemberPromoteRequest request =
                MemberPromoteRequest.newBuilder().setID(id).build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .memberPromote(
                                id,
                                client.call(
                                        EtcdMethods.MEMBER_PROMOTE,
                                        request,
                                        MemberPromoteResponse.class,
                                        run.limit())));
    }

    private static void list(Run run) {
        boolean serializable = GetCommand.isSerializable(run.flags().text("consistency"));
        MemberListRequest request =
                MemberListRequest.newBuilder().setLinearizable(!serializable).build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .memberList(
                                client.call(EtcdMethods.MEMBER_LIST, request, MemberListResponse.class, run.limit())));
    }
}
