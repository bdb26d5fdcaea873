// Texts, dates, ids and addresses as N-Triples spells them.

#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "sha256.hpp"

#define XSD "<http://www.w3.org/2001/XMLSchema#"

using std::string;
using std::string_view;

inline void add_utf8(string &to, unsigned c) {
    if (c < 0x80) {
        to += static_cast<char>(c);
        return;
    }
    const int behind = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    to += static_cast<char>((0xFF00 >> (behind + 1) & 0xFF) | c >> 6 * behind);
    for (int byte = behind - 1; byte >= 0; --byte) to += static_cast<char>(0x80 | (c >> 6 * byte & 63));
}

inline unsigned hexadecimal(string_view digits) { return strtoul(string(digits.substr(0, 4)).c_str(), nullptr, 16); }

// What stands between quotes: JSON's \" \\ \n \r \t are N-Triples' too; \/ and \uXXXX become what they stand for.
inline void put_text(string &to, string_view raw) {
    if (raw.find('\\') == string_view::npos) {
        to.append(raw);
        return;
    }
    for (size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') {
            to += raw[i];
        } else if (raw[++i] == 'u') {
            unsigned c = hexadecimal(raw.substr(i + 1));
            if (c >> 10 == 0x36) c = 0x10000 + ((c & 0x3FF) << 10) + (hexadecimal(raw.substr(i + 7)) & 0x3FF);
            add_utf8(to, c);
            i += c < 0x10000 ? 4 : 10;
        } else if (raw[i] == '/') {
            to += '/';
        } else {
            (to += '\\') += raw[i];
        }
    }
}

inline string literal(string_view raw, string_view language) {
    string found = "\"";
    put_text(found, raw);
    return found.append("\"@").append(language);
}

// An id as a part of an IRI: beyond ASCII, letters are percent-encoded.
inline string encoded(string_view id) {
    string found;
    for (const char c : id) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) found += c;
        else ((found += '%') += "0123456789ABCDEF"[byte >> 4]) += "0123456789ABCDEF"[byte & 15];
    }
    return found;
}

inline string address_id(string_view url) {
    const size_t host = url.find("//") + 2;
    return string(url.substr(host, url.find_first_of("/?#", host) - host)).append("-").append(short_digest(url));
}

inline string_view date_type(string_view day) {
    return day.size() == 4 ? "\"^^" XSD "gYear>" : day.size() == 7 ? "\"^^" XSD "gYearMonth>" : "\"^^" XSD "date>";
}
