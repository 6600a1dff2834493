#include "values.h"

namespace sitrep_test {
namespace {

std::string hex(const std::string& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "x'";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out + "'";
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

std::string repeated(const std::string& part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

// A polygon with its envelope as GeoPackage writes it, little-endian.
const std::string kGeoPackage = [] {
  std::string bytes = "GP";
  bytes += std::string("\x00\x03\xe6\x10\x00\x00", 6);
  const auto number = [&](double value) { bytes.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const auto count = [&](unsigned value) { bytes.append(reinterpret_cast<const char*>(&value), sizeof value); };
  for (const double bound : {36.0, 37.0, 34.0, 35.0}) number(bound);
  bytes += '\x01';
  for (const unsigned value : {3U, 1U, 4U}) count(value);
  for (const double ordinate : {36.0, 34.0, 37.0, 34.0, 37.0, 35.0, 36.0, 34.0}) number(ordinate);
  return bytes;
}();

void add_scalars(std::vector<std::string>& values) {
  for (const char* value : {"NULL",
                            "0",
                            "1",
                            "-1",
                            "2",
                            "64",
                            "65536",
                            "2147483648",
                            "9223372036854775807",
                            "-9223372036854775807 - 1",
                            "0.5",
                            "-0.0",
                            "1e-320",
                            "1e15",
                            "1e308",
                            "-1e308",
                            "9e999",
                            "-9e999",
                            "''",
                            "' '",
                            "'x'",
                            "''''",
                            "'\"'",
                            "'%'",
                            "'1'",
                            "'1e999'",
                            "'nan'",
                            "'NULL'",
                            "'{}'",
                            "'[]'",
                            "'[1'",
                            "'{\"a\":'",
                            "'\\'",
                            "'\\1\\2\\99'",
                            "'('",
                            "'[a'",
                            "'a**'",
                            "'(?P<n>a'",
                            "'(a{1000}){1000}'",
                            "'2021-02-30'",
                            "'2021-13-01'",
                            "'9999-12-31'",
                            "'0000-00-00'",
                            "'SY,,XX'",
                            "'nowhere'",
                            "'places'",
                            "'sqlite_master'",
                            "'a b\"c'",
                            "char(0)",
                            "'a' || char(0) || 'b'",
                            "char(65533)",
                            "char(1114111)",
                            "CAST(x'ff' AS TEXT)",
                            "CAST(x'f0808080' AS TEXT)",
                            "CAST(x'eda080' AS TEXT)",
                            "CAST(x'e28082c3' AS TEXT)",
                            "CAST(x'4b696c6c656420c328' AS TEXT)",
                            "x''",
                            "x'00'",
                            "x'ffffffff'",
                            "zeroblob(100000)",
                            "hex(zeroblob(100000))",
                            "'Killed ' || replace(hex(zeroblob(5000)), '0', '1, ')"}) {
    values.emplace_back(value);
  }
}

void add_geometry_texts(std::vector<std::string>& values) {
  for (const char* text : {"POINT",
                           "POINT(",
                           "POINT(1",
                           "POINT(1 2",
                           "POINT(1 2))",
                           "POINT(1 2 3 4 5)",
                           "POINT(a b)",
                           "POINT(nan nan)",
                           "POINT(1e999 0)",
                           "POINT EMPTY",
                           "POINT(200 100)",
                           "POINT(1e300 -1e300)",
                           "LINESTRING(0 0)",
                           "LINESTRING(0 0,0 0)",
                           "POLYGON((0 0,1 1,0 0))",
                           "POLYGON((0 0,1 1,1 0,0 1))",
                           "POLYGON((0 0,2 2,2 0,0 2,0 0))",
                           "POLYGON(())",
                           "POLYGON EMPTY",
                           "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),EMPTY)",
                           "MULTIPOINT(1 2,(3 4),EMPTY)",
                           "CIRCULARSTRING(0 0,1 1,2 0)",
                           "GEOMETRYCOLLECTION(GEOMETRYCOLLECTION EMPTY,POINT(1 2))",
                           "GEOMETRYCOLLECTION EMPTY",
                           "SRID=;POINT(1 2)",
                           "SRID=99999999999;POINT(1 2)",
                           "SRID=3857;POINT(1 2)",
                           "POINT Z(1 2 3)",
                           "POINT ZM(1 2 3 4)",
                           "POINT Z(1 2)",
                           R"({"type":"Point"})",
                           R"({"type":"Point","coordinates":[]})",
                           R"({"type":"Point","coordinates":[1,"2"]})",
                           R"({"type":"Polygon","coordinates":[[[0,0],[1,1]]]})",
                           R"({"type":"Feature","geometry":null})",
                           R"({"type":"FeatureCollection","features":[{}]})",
                           R"({"type":"Unknown","coordinates":[1,2]})"}) {
    values.push_back(quoted(text));
  }
  values.push_back(quoted(repeated("GEOMETRYCOLLECTION(", 2000)));
  values.push_back(quoted(repeated("(", 50000)));
  values.push_back(quoted(repeated("[", 50000)));
  values.push_back(quoted(repeated(R"({"type":"GeometryCollection","geometries":[)", 2000)));
  values.push_back(quoted("LINESTRING(" + repeated("1 2,", 5000) + "1 2)"));
}

void add_geometry_blobs(std::vector<std::string>& values) {
  values.push_back(hex(kGeoPackage));
  for (std::size_t length = 0; length < kGeoPackage.size(); length += 7)
    values.push_back(hex(kGeoPackage.substr(0, length)));
  for (std::size_t at = 0; at < 60 && at < kGeoPackage.size(); at += 2) {
    std::string changed = kGeoPackage;
    changed[at] = static_cast<char>(~changed[at]);
    values.push_back(hex(changed));
  }
  for (const char* blob : {
           "x'0101000000000000000000f87f000000000000f87f'",                  // POINT EMPTY
           "x'0101000000000000000000f07f000000000000f07f'",                  // infinite
           "x'010300000000000000'",                                          // a polygon of no rings
           "x'0103000000ffffffff'",                                          // of four thousand million
           "x'0102000000ffffff7f00000000'",                                  // a line of as many points
           "x'0107000000010000000107000000010000000107000000ffffffff'",      // nested collections
           "x'000000000140000000000000004010000000000000'",                  // big-endian
           "x'0108000000020000000000000000000000000000000000000000000000'",  // a curve
           "x'00010000000000000000000000000000'",                            // like SpatiaLite's
           "x'0001e6100000000000000000000000000000000000000000000000000000000000000000000000007c01000000fe'",
       }) {
    values.emplace_back(blob);
  }
  std::string nested;
  for (int i = 0; i < 3000; ++i) nested += std::string("\x01\x07\x00\x00\x00\x01\x00\x00\x00", 9);
  values.push_back(hex(nested));
}

}  // namespace

const std::vector<std::string>& hostile_values() {
  static const std::vector<std::string> values = [] {
    std::vector<std::string> all;
    add_scalars(all);
    add_geometry_texts(all);
    add_geometry_blobs(all);
    return all;
  }();
  return values;
}

}  // namespace sitrep_test
