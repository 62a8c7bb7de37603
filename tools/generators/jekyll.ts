import { readFileSync } from "node:fs";
import path from "node:path";
import { run } from "./run.js";
import type { FrontMatterRecorder } from "./types.js";

/** Builds each post by itself, because the first that fails ends a build. */
const program = `
require "jekyll"
require "json"
def plain(value)
  case value
  when Time then { "date" => value.getutc.iso8601(3) }
  when Date then { "date" => value.iso8601 }
  when Array then value.map { |item| plain(item) }
  when String, Integer, TrueClass, FalseClass, NilClass then value
  when Float then value.nan? || value.infinite? ? { "type" => value.to_s } : value
  when Hash then value.to_h { |key, item| [key.to_s, plain(item)] }
  else { "type" => value.class.to_s }
  end
end
Jekyll.logger.adjust_verbosity(:quiet => true)
found = JSON.parse(ARGV[0]).to_h do |article|
  Jekyll.logger.messages.clear
  source = File.join("one", article)
  config = Jekyll.configuration("source" => source, "destination" => source + "-site", "disable_disk_cache" => true, "future" => false, "quiet" => true)
  read = begin
    site = Jekyll::Site.new(config)
    site.process
    is_page = article.start_with?("page-")
    post = is_page ? site.pages.find { |page| page.name == article + ".md" } : site.posts.docs.first
    error = Jekyll.logger.messages.find { |line| line =~ /Error|Conflict|exception/i }
    if is_page && post.nil? && site.static_files.any? { |one| one.name == article + ".md" } then { "state" => "copied" }
    elsif post.nil? then error ? { "state" => "failed", "error" => error } : { "state" => "unpublished" }
    elsif error then { "state" => "text", "error" => error }
    elsif post.content =~ /^(---|\\+\\+\\+|;;;|\\{|"title|title:)|Low water/ then { "state" => "text" }
    else
      data = %w[title note].select { |key| post.data.key?(key) }.to_h { |key| [key, plain(post.data[key])] }
      data["tags"] = post.data["tags"].map { |tag| plain(tag) } unless (post.data["tags"] || []).empty?
      next [article, { "state" => "published", "data" => data }] if is_page
      standard = post.date.strftime("%F %T") == "2001-01-01 00:00:00"
      { "state" => "published", "data" => data, "date" => standard ? nil : post.date.getutc.iso8601(3) }
    end
  rescue StandardError, SystemExit => error
    { "state" => "failed", "error" => error.message }
  end
  read["error"] = read["error"].strip.split("\\n").first.gsub(Dir.pwd + "/" + source, "") if read["error"]
  [article, read]
end
File.write("record.json", JSON.generate(found))
`;

export const jekyll: FrontMatterRecorder = {
  files: { "record.rb": program },
  place: (article) => `one/${article}/${article.startsWith("page-") ? "" : "_posts/2001-01-01-"}${article}.md`,
  async build({ site, zone, articles }) {
    const version = run("jekyll", ["--version"], site, zone).stdout.trim().replace("jekyll", "Jekyll");
    const { status, stderr, stdout } = run("ruby", ["record.rb", JSON.stringify(articles)], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    return { version, articles: JSON.parse(readFileSync(path.join(site, "record.json"), "utf8")) };
  },
};
