require "minitest/autorun"
require_relative "../lib/greeter"

class GreeterTest < Minitest::Test
  def test_greets
    assert_output("Hello 지수\n") { Greeter.new.greet("지수") }
  end
end
