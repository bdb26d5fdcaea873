// JSON without checks: a line becomes nodes that point into it; strings stay as they are escaped there.

#pragma once

#include <string_view>
#include <vector>

struct Node {
    char kind = 'n';  // s: string, o: object, a: array, n: number or word
    std::string_view key, text;
    int child = -1, next = -1;
};

// One line of JSON Lines. Nodes are named by their number; −1 is a node that isn't there, and has nothing inside.
class Line {
  public:
    int parse(const char *text) {
        nodes_.clear();
        at_ = text;
        return value({});
    }

    const Node &node(int number) const { return nodes_[number]; }
    int first(int list) const { return list < 0 ? -1 : nodes_[list].child; }
    int next(int item) const { return nodes_[item].next; }
    bool bare(int item) const { return nodes_[item].kind == 's'; }

    int find(int object, std::string_view key) const {
        int child = first(object);
        while (child >= 0 && nodes_[child].key != key) child = nodes_[child].next;
        return child;
    }

    std::string_view text(int object, std::string_view key) const {
        const int found = find(object, key);
        return found < 0 ? std::string_view{} : nodes_[found].text;
    }

    // The text of an item that is either bare or a mapping with this key.
    std::string_view either(int item, std::string_view key) const {
        return bare(item) ? nodes_[item].text : text(item, key);
    }

  private:
    std::vector<Node> nodes_;
    const char *at_ = nullptr;

    void skip() {
        while (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == ',' || *at_ == ':') ++at_;
    }

    std::string_view quoted() {
        const char *start = ++at_;
        while (*at_ != '"') at_ += *at_ == '\\' ? 2 : 1;
        return {start, static_cast<size_t>(at_++ - start)};
    }

    int value(std::string_view key) {
        skip();
        const int self = static_cast<int>(nodes_.size());
        nodes_.push_back({});
        nodes_[self].key = key;
        if (*at_ == '"') {
            nodes_[self].kind = 's';
            nodes_[self].text = quoted();
        } else if (*at_ == '{' || *at_ == '[') {
            nodes_[self].kind = *at_ == '{' ? 'o' : 'a';
            members(self);
        } else {
            const char *start = at_;
            while (*at_ != ',' && *at_ != '}' && *at_ != ']' && *at_ != '\n' && *at_ != ' ') ++at_;
            nodes_[self].text = {start, static_cast<size_t>(at_ - start)};
        }
        return self;
    }

    void members(int self) {
        const bool object = nodes_[self].kind == 'o';
        int last = -1;
        ++at_;
        for (skip(); *at_ != '}' && *at_ != ']'; skip()) {
            const std::string_view key = object ? quoted() : std::string_view{};
            const int child = value(key);
            (last < 0 ? nodes_[self].child : nodes_[last].next) = child;
            last = child;
        }
        ++at_;
    }
};
