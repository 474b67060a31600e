// The little XML that the engine needs, so that Poco stays in one source file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace firstday::provider_declared {

/// An element's texts by path: "Id", "Recipient/Name", "Recipient/@id" for an attribute, "." for the
/// element's own name. Of several elements with one path the first counts. Namespace prefixes are left out.
using XmlItem = std::map<std::string, std::string>;

/// Every element at `items` ("Messages/Message"; the first name is the document's own), or the document
/// itself where `items` is empty. Nothing when the body is no XML. A document type declaration is refused, so
/// that nothing can unfold or be fetched; so are more than 50 levels and more than 20,000 elements.
std::optional<std::vector<XmlItem>> xml_items(const std::string& body, const std::string& items);

/// Names, "/" between them, at most an "@name" at the end; or ".".
bool is_xml_path(const std::string& text);

}  // namespace firstday::provider_declared
