// The floor: what it costs a compiled program to parse the workload's JSON Lines and to write kg's N-Triples.
//
//     floor ORGANIZATIONS.jsonl AGREEMENTS.jsonl OUT.nt
//
// It reads each file once, in blocks, and holds one line at a time. It knows every key that bench/workload.py writes,
// in any order, and passes over others. It checks nothing: no schema, no ids, no dates, no Unicode, no IRIs. The bytes
// are those of `kg build --format nt` up to the closing descriptions of concepts and dataset; a test holds it to that.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "json.hpp"
#include "sha256.hpp"
#include "terms.hpp"

#define BASE "<https://w3id.org/smartcity-kg/id/"
#define KGO "<https://w3id.org/smartcity-kg/ontology#"
#define TERMS "<http://purl.org/dc/terms/"
#define ORG "<http://www.w3.org/ns/org#"
#define SCHEMA "<https://schema.org/"
#define FOAF "<http://xmlns.com/foaf/0.1/"
#define SKOS "<http://www.w3.org/2004/02/skos/core#"
#define TYPE "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
#define DERIVED "<http://www.w3.org/ns/prov#wasDerivedFrom>"
#define INTEGER "\"^^" XSD "integer>"

namespace {

using Words = std::unordered_map<string_view, string_view>;

constexpr size_t BLOCK = size_t{1} << 20;

const Words CLASSES = {{"mou", "MemorandumOfUnderstanding"}, {"loi", "LetterOfIntent"},
                       {"framework", "FrameworkAgreement"}, {"contract", "Contract"},
                       {"joint-declaration", "JointDeclaration"}, {"sister-city", "SisterCityAgreement"}};
const Words BROADER = {{"local-government", "municipality"}, {"public-corporation", "public-institution"}};

class Graph {
  public:
    explicit Graph(FILE *stream) : stream_(stream) { out_.reserve(2 * BLOCK); }

    void organization(const Line &line, int record) {
        const string_view id = line.text(record, "id");
        const string self = BASE "organization/" + encoded(id) + ">";
        say(self, TYPE, ORG "Organization>");
        say(self, TYPE, ORG "FormalOrganization>");
        say_text(self, TERMS "identifier>", id);
        say_texts(self, SKOS "prefLabel>", line, line.find(record, "name"));
        std::vector<string> names, pages;
        for (int n = line.first(line.find(record, "names")); n >= 0; n = line.next(n))
            names.push_back(literal(line.text(n, "text"), line.text(n, "lang")));
        say_sorted(self, SKOS "altLabel>", names);
        for (string_view type = line.text(record, "type"); !type.empty();) {
            say(self, ORG "classification>", BASE "organization-type/", type, ">");
            const auto above = BROADER.find(type);
            type = above == BROADER.end() ? string_view{} : above->second;
        }
        for (int n = line.first(line.find(record, "same_as")); n >= 0; n = line.next(n))
            pages.push_back(string("<").append(line.node(n).text).append(">"));
        say_sorted(self, SCHEMA "sameAs>", pages);
        flush(BLOCK);
    }

    void agreement(const Line &line, int record) {
        const string_view id = line.text(record, "id"), kind = line.text(record, "kind");
        const string own = encoded(id), self = BASE "agreement/" + own + ">";
        const int parties = line.first(line.find(record, "parties")), stated = line.find(record, "stated");
        const int fields = line.first(line.find(record, "fields")), sources = line.first(line.find(record, "sources"));
        source_ids_.clear();
        for (int s = sources; s >= 0; s = line.next(s)) source_ids_.push_back(address_id(line.text(s, "url")));
        say(self, TYPE, KGO "Agreement>");
        if (const auto found = CLASSES.find(kind); found != CLASSES.end()) say(self, TYPE, KGO, found->second, ">");
        say_text(self, TERMS "identifier>", id);
        say(self, TERMS "type>", BASE "kind/", kind, ">");
        say_texts(self, TERMS "title>", line, line.find(record, "title"));
        say_time(line, record, self);
        say_states(line, record, self, own);
        for (int p = parties; p >= 0; p = line.next(p)) say_party(self, KGO "party>", line, p);
        say_numbered(self, KGO "participation>", BASE "participation/", line, parties, own);
        for (int f = fields; f >= 0; f = line.next(f)) say_field(self, line, f);
        for (int f = fields; f >= 0; f = line.next(f)) say_as(self, KGO "fieldAsWritten>", line, f);
        say_numbered(self, KGO "fieldMention>", BASE "field-mention/", line, fields, own);
        say_count(self, KGO "statedPartyCount>", line.text(stated, "parties"));
        say_count(self, KGO "statedFieldCount>", line.text(stated, "fields"));
        for (const string &source : source_ids_) say(self, DERIVED, BASE "source/", source, ">");
        describe_states(line, record, own);
        describe_parties(line, parties, own);
        describe_fields(line, fields, own);
        for (int s = sources, n = 0; s >= 0; s = line.next(s)) describe_source(line, s, source_ids_[n++]);
        flush(BLOCK);
    }

    void flush(size_t above) {
        if (out_.size() <= above) return;
        if (fwrite(out_.data(), 1, out_.size(), stream_) != out_.size()) perror("floor"), exit(3);
        out_.clear();
    }

  private:
    FILE *stream_;
    string out_;
    std::vector<string> source_ids_;
    std::unordered_set<size_t> seen_;

    template <typename... Piece>
    void say(string_view subject, string_view predicate, const Piece &...object) {
        out_.append(subject).append(" ").append(predicate).append(" ");
        (out_.append(object), ...);
        out_.append(" .\n");
    }

    void say_text(string_view subject, string_view predicate, string_view raw) {
        out_.append(subject).append(" ").append(predicate).append(" \"");
        put_text(out_, raw);
        out_.append("\" .\n");
    }

    void say_sorted(string_view subject, string_view predicate, std::vector<string> &objects) {
        std::sort(objects.begin(), objects.end());
        for (const string &object : objects) say(subject, predicate, object);
    }

    void say_texts(string_view subject, string_view predicate, const Line &line, int map) {
        std::vector<std::pair<string_view, string_view>> texts;
        for (int t = line.first(map); t >= 0; t = line.next(t)) texts.emplace_back(line.node(t).key, line.node(t).text);
        std::sort(texts.begin(), texts.end());
        for (const auto &[language, text] : texts) say(subject, predicate, literal(text, language));
    }

    void say_count(string_view subject, string_view predicate, string_view digits) {
        if (!digits.empty()) say(subject, predicate, "\"", digits, INTEGER);
    }

    void say_date(string_view subject, string_view predicate, string_view day) {
        if (!day.empty()) say(subject, predicate, "\"", day, date_type(day));
    }

    void say_numbered(string_view self, string_view predicate, string_view path, const Line &line, int item,
                      const string &own) {
        for (int n = 1; item >= 0; item = line.next(item), ++n)
            say(self, predicate, path, own, ":", std::to_string(n), ">");
    }

    void say_party(string_view subject, string_view predicate, const Line &line, int party) {
        say(subject, predicate, BASE "organization/", encoded(line.either(party, "organization")), ">");
    }

    void say_field(string_view subject, const Line &line, int field) {
        say(subject, TERMS "subject>", BASE "field/", line.either(field, "concept"), ">");
    }

    void say_as(string_view subject, string_view predicate, const Line &line, int item) {
        if (const string_view as = line.text(item, "as"); !as.empty()) say_text(subject, predicate, as);
    }

    void say_time(const Line &line, int record, string_view self) {
        const int term = line.find(record, "term");
        say_date(self, KGO "signedOn>", line.text(record, "signed"));
        if (term >= 0 && line.bare(term)) say(self, KGO "termNotStated>", "\"true\"^^" XSD "boolean>");
        say_date(self, KGO "effectiveFrom>", line.text(term, "from"));
        say_date(self, KGO "expiresOn>", line.text(term, "until"));
    }

    // The first of the states; a bare state is its own list.
    static int states(const Line &line, int record) {
        const int status = line.find(record, "status");
        return status < 0 || line.bare(status) ? status : line.first(status);
    }

    static int state_after(const Line &line, int state) { return line.bare(state) ? -1 : line.next(state); }

    void say_states(const Line &line, int record, string_view self, const string &own) {
        int count = 0;
        string_view last;
        for (int s = states(line, record); s >= 0; s = state_after(line, s), ++count) last = line.either(s, "state");
        if (count > 0) say(self, KGO "status>", BASE "state/", last, ">");
        for (int n = 1; n <= count; ++n) say(self, KGO "state>", BASE "state-claim/", own, ":", std::to_string(n), ">");
    }

    void describe_states(const Line &line, int record, const string &own) {
        for (int s = states(line, record), n = 1; s >= 0; s = state_after(line, s), ++n) {
            const string node = BASE "state-claim/" + own + ":" + std::to_string(n) + ">";
            const string_view state = line.either(s, "state"), said_by = line.text(s, "source");
            say(node, TYPE, KGO "StateClaim>");
            say(node, KGO "claimedState>", BASE "state/", state, ">");
            if (!line.bare(s)) say_date(node, KGO "claimedOn>", line.text(s, "date"));
            else if (state == "signed") say_date(node, KGO "claimedOn>", line.text(record, "signed"));
            for (size_t i = 0; i < source_ids_.size(); ++i)
                if (line.bare(s) || said_by == std::to_string(i))
                    say(node, DERIVED, BASE "source/", source_ids_[i], ">");
        }
    }

    void describe_parties(const Line &line, int party, const string &own) {
        for (int n = 1; party >= 0; party = line.next(party), ++n) {
            const string number = std::to_string(n), node = BASE "participation/" + own + ":" + number + ">";
            say(node, TYPE, KGO "Participation>");
            say_party(node, KGO "participant>", line, party);
            const string_view role = line.text(party, "role");
            if (!role.empty()) say(node, KGO "role>", BASE "role/", role, ">");
            say_as(node, KGO "nameAsWritten>", line, party);
            say_count(node, SCHEMA "position>", number);
        }
    }

    void describe_fields(const Line &line, int field, const string &own) {
        for (int n = 1; field >= 0; field = line.next(field), ++n) {
            const string number = std::to_string(n), node = BASE "field-mention/" + own + ":" + number + ">";
            say(node, TYPE, KGO "FieldMention>");
            say_field(node, line, field);
            say_as(node, KGO "fieldAsWritten>", line, field);
            say_count(node, SCHEMA "position>", number);
        }
    }

    void describe_source(const Line &line, int source, const string &id) {
        const string node = BASE "source/" + id + ">", agent = BASE "publisher/" + id + ">";
        const int publisher = line.find(source, "publisher");
        const size_t before = out_.size();
        say(node, TYPE, SCHEMA "NewsArticle>");
        say(node, SCHEMA "url>", "<", line.text(source, "url"), ">");
        say_date(node, TERMS "issued>", line.text(source, "published"));
        if (publisher >= 0) say(node, TERMS "publisher>", agent);
        once(before);
        if (publisher < 0) return;
        const size_t again = out_.size();
        say(agent, TYPE, FOAF "Agent>");
        say_texts(agent, FOAF "name>", line, publisher);
        once(again);
    }

    // Another record may have said the same: take back what was said already.
    void once(size_t since) {
        if (!seen_.insert(std::hash<string_view>{}(string_view(out_).substr(since))).second) out_.resize(since);
    }
};

template <typename Each>
void each_line(const char *path, Each each) {
    FILE *stream = fopen(path, "rb");
    if (stream == nullptr) perror(path), exit(3);
    std::vector<char> text(BLOCK);
    Line line;
    size_t held = 0;
    while (const size_t got = fread(text.data() + held, 1, text.size() - held, stream)) {
        char *start = text.data(), *end = start + held + got;
        while (char *stop = static_cast<char *>(memchr(start, '\n', end - start))) {
            each(line, line.parse(start));
            start = stop + 1;
        }
        held = end - start;
        memmove(text.data(), start, held);
        if (held == text.size()) text.resize(2 * text.size());
    }
    fclose(stream);
}

}  // namespace

int main(int argc, char **argv) {
    if (argc != 4) return fputs("usage: floor ORGANIZATIONS.jsonl AGREEMENTS.jsonl OUT.nt\n", stderr), 2;
    FILE *stream = fopen(argv[3], "wb");
    if (stream == nullptr) return perror(argv[3]), 3;
    setvbuf(stream, nullptr, _IONBF, 0);
    Graph graph(stream);
    each_line(argv[1], [&](const Line &line, int record) { graph.organization(line, record); });
    each_line(argv[2], [&](const Line &line, int record) { graph.agreement(line, record); });
    graph.flush(0);
    return fclose(stream) == 0 ? 0 : 3;
}
